namespace ClarityConnect.Workflows.Engine.Execution;

/// <summary>The data of a Cancel work item.</summary>
/// <param name="Reason">What the journal says; null for a plain cancellation.</param>
/// <param name="Deletes">Whether the instance is deleted in the transaction that ends it.</param>
internal sealed record CancelRequest(string? Reason = null, bool Deletes = false);
