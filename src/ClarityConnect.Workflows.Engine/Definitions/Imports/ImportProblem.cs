namespace ClarityConnect.Workflows.Engine.Definitions.Imports;

/// <summary>Why a file cannot be imported.</summary>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="Line">The line, from 1; null where it is not the JSON itself.</param>
/// <param name="Column">The character in that line, from 1.</param>
/// <param name="Excerpt">The line, or the part of it around the place; null where there is none.</param>
/// <param name="ExcerptColumn">The character in the excerpt, from 1.</param>
public sealed record ImportProblem(string Message, int? Line = null, int? Column = null, string? Excerpt = null, int? ExcerptColumn = null);
