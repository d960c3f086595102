namespace ClarityConnect.Workflows.Sdk.Canonical.Accounts;

/// <summary>What a derivation table says for given facts.</summary>
/// <param name="Values">The results by column: the matching row's, completed by the table's defaults.</param>
/// <param name="Row">The number of the matching row, from 1; null where only the defaults counted.</param>
/// <param name="Explanation">Which row matched and why, in words.</param>
public sealed record DerivedValues(IReadOnlyDictionary<string, string> Values, int? Row, string Explanation)
{
    /// <summary>A result; null where neither row nor defaults have it.</summary>
    /// <param name="column">The result's column, such as "account".</param>
    public string? this[string column] => Values.GetValueOrDefault(column);
}
