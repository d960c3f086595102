namespace ClarityConnect.Workflows.Sdk.Canonical.Accounts;

/// <summary>A row of a derivation table.</summary>
/// <param name="Number">Its place in the table, from 1.</param>
/// <param name="Conditions">What the facts must be, by fact, in the order of the table's columns; facts that may be anything are left out.</param>
/// <param name="Values">The results by column.</param>
/// <param name="ValidFrom">The first day that it counts; null for always.</param>
/// <param name="ValidTo">The last day that it counts; null for ever.</param>
public sealed record DerivationRow(
    int Number, IReadOnlyDictionary<string, IReadOnlyList<string>> Conditions, IReadOnlyDictionary<string, string> Values, DateOnly? ValidFrom, DateOnly? ValidTo)
{
    internal bool Counts(DateOnly date) => (ValidFrom is null || ValidFrom <= date) && (ValidTo is null || date <= ValidTo);

    internal bool Fits(IReadOnlyDictionary<string, string?> facts) => Conditions.All(condition =>
        facts.TryGetValue(condition.Key, out var fact) && condition.Value.Contains((fact ?? "").Trim(), StringComparer.OrdinalIgnoreCase));
}
