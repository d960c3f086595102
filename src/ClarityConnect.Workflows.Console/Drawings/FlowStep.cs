namespace ClarityConnect.Workflows.Console.Drawings;

/// <summary>A step of a flowchart as its definition places it.</summary>
internal sealed record FlowStep(string Id, string Name, string Kind, double X, double Y, double Width, double Height);
