namespace ClarityConnect.Workflows.Engine.Queue;

/// <summary>Says that a broker tells the nodes what to claim.</summary>
/// <param name="Patience">How long work may be overdue before the dispatcher no longer waits for the broker's message and claims it itself.</param>
/// <param name="Wake">Called when there may be work that the broker was not told of.</param>
internal sealed record Handover(TimeSpan Patience, Action Wake);
