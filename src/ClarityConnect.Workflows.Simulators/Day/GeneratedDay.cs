namespace ClarityConnect.Workflows.Simulators.Day;

/// <summary>A made-up business day, as the tills and the card gateway saw it.</summary>
/// <param name="Options">What was asked for.</param>
/// <param name="Stores">Shops that were open.</param>
/// <param name="Tickets">In the order in which they were completed by the wall clock.</param>
/// <param name="CardTransactions">Gateway transactions, in the same order.</param>
/// <param name="CardBatches">One for each terminal that had a transaction.</param>
public sealed record GeneratedDay(
    DayOptions Options,
    IReadOnlyList<Store> Stores,
    IReadOnlyList<Ticket> Tickets,
    IReadOnlyList<CardTransaction> CardTransactions,
    IReadOnlyList<CardBatch> CardBatches);
