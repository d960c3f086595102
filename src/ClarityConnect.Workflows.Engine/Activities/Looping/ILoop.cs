namespace ClarityConnect.Workflows.Engine.Activities.Looping;

/// <summary>An activity that a Break inside it leaves.</summary>
internal interface ILoop;
