namespace ClarityConnect.Workflows.Engine.Agents;

/// <summary>A part of a result that is too long for one request.</summary>
/// <param name="TaskId">The order's id.</param>
/// <param name="Number">The part's number, from 0.</param>
/// <param name="Content">A JSON array.</param>
public sealed record AgentTaskPart(string TaskId, int Number, string Content);
