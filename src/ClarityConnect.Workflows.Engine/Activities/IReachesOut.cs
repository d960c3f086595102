namespace ClarityConnect.Workflows.Engine.Activities;

/// <summary>An activity whose effect on others is part of the instance's own commit, such as an event that it publishes.</summary>
internal interface IReachesOut;
