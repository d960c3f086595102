namespace ClarityConnect.Workflows.Console.Drawings;

/// <summary>A connection of a flowchart, from an outcome of one step to another step.</summary>
internal sealed record FlowEdge(string From, string Outcome, string To);
