namespace ClarityConnect.Workflows.Engine.Recovery;

/// <summary>How an instance repeats an earlier one with its recorded data.</summary>
/// <param name="InstanceId">The instance that is repeated.</param>
/// <param name="FromSequence">
/// Where the repetition leaves the record: what began before this place of the recorded journal is answered from the record, if it reached out of the
/// instance; null to leave the record at once.
/// </param>
/// <param name="StubsWrites">
/// Whether writes after that place are not made: they are answered from the record as well, or complete with "Done" and without outputs if there is none.
/// </param>
/// <param name="IsClosed">Whether everything outside must be in the record, as in a test case: what is missing there fails.</param>
/// <param name="LiveConnections">
/// Types of connections whose steps are run where the record has none of them, as with simulators in a test case; null for none.
/// </param>
public sealed record Rerun(string InstanceId, long? FromSequence, bool StubsWrites, bool IsClosed = false, IReadOnlyList<string>? LiveConnections = null);
