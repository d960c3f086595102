namespace ClarityConnect.Workflows.Simulators.Opayo;

/// <summary>What the settlement of a day must come to, for one acquirer and currency.</summary>
/// <param name="Day">The day in the United Kingdom.</param>
/// <param name="Acquirer">"Elavon" or "American Express".</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Payments">How many payments.</param>
/// <param name="PaymentValue">The payments together.</param>
/// <param name="Refunds">How many refunds.</param>
/// <param name="RefundValue">The refunds together, positive.</param>
public sealed record OpayoDayExpectation(
    DateOnly Day, string Acquirer, string Currency, int Payments, decimal PaymentValue, int Refunds, decimal RefundValue)
{
    /// <summary>Payments less refunds.</summary>
    public decimal Total => PaymentValue - RefundValue;

    internal static IReadOnlyList<OpayoDayExpectation> Of(IEnumerable<OpayoTransaction> transactions) =>
    [
        .. transactions.Where(t => t is { State: OpayoState.Authorised, CapturedAt: not null })
            .GroupBy(t => (Day: UkClock.DayOf(t.CapturedAt!.Value), t.Acquirer, t.Currency))
            .OrderBy(g => g.Key.Day).ThenBy(g => g.Key.Acquirer, StringComparer.Ordinal).ThenBy(g => g.Key.Currency, StringComparer.Ordinal)
            .Select(g => new OpayoDayExpectation(
                g.Key.Day, g.Key.Acquirer, g.Key.Currency,
                g.Count(t => t.Type != "Refund"), g.Where(t => t.Type != "Refund").Sum(t => t.MajorAmount),
                g.Count(t => t.Type == "Refund"), g.Where(t => t.Type == "Refund").Sum(t => t.MajorAmount))),
    ];
}
