namespace ClarityConnect.Workflows.Simulators.Intacct;

/// <summary>What one request changed in the books, for the state file.</summary>
internal sealed record IntacctCommit(IReadOnlyList<PostedBatch> Batches, IReadOnlyList<string> ControlIds, IReadOnlyList<BookedRecord>? Records = null)
{
    public static readonly IntacctCommit Nothing = new([], [], []);
}
