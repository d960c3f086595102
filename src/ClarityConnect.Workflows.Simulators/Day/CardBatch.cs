namespace ClarityConnect.Workflows.Simulators.Day;

/// <summary>A terminal's card batch.</summary>
/// <param name="BatchId">Portico's number.</param>
/// <param name="SequenceNumber">Counts the terminal's batches.</param>
/// <param name="Store">The shop.</param>
/// <param name="DeviceId">The terminal.</param>
/// <param name="OpenedAt">First transaction, UTC.</param>
/// <param name="ClosedAt">End of the local day, UTC, which is the next day in UTC; null while open.</param>
/// <param name="OpenTxnId">The transaction that opened it.</param>
/// <param name="CloseTxnId">The transaction that closes it.</param>
public sealed record CardBatch(
    long BatchId,
    int SequenceNumber,
    Store Store,
    long DeviceId,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ClosedAt,
    long OpenTxnId,
    long CloseTxnId);
