namespace ClarityConnect.Workflows.Console.Drawings;

/// <summary>A connection in a picture.</summary>
/// <param name="Path">Its way, as SVG path data.</param>
/// <param name="Label">The outcomes that it stands for; null for the ordinary one.</param>
/// <param name="LabelX">Where the label begins.</param>
/// <param name="LabelY">The label's base line.</param>
public sealed record FlowLine(string Path, string? Label, double LabelX, double LabelY);
