using ClarityConnect.Workflows.Simulators.Day;

namespace ClarityConnect.Workflows.Simulators.Heartland.Portico;

/// <summary>A batch with its transactions.</summary>
internal sealed record PorticoBatch(CardBatch Batch, IReadOnlyList<CardTransaction> Transactions)
{
    public bool IsOpen => Batch.ClosedAt is null;

    /// <summary>What settles; voided transactions do not.</summary>
    public IEnumerable<CardTransaction> Settling => Transactions.Where(t => !t.Voided);

    public decimal Total => Settling.Sum(t => t.Settles);
}
