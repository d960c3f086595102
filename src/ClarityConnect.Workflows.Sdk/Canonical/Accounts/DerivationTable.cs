using System.Globalization;
using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Sdk.Canonical.Accounts;

/// <summary>
/// A table that derives accounts and dimensions from facts. Each row says for which facts it counts and what then follows; the row with the most
/// conditions wins, of equals the one whose conditions stand further left in the list of facts, then the one that is valid since later, then the
/// upper one.
/// </summary>
/// <remarks>
/// As a mapping table: <c>{ "match": ["transaction", "cardType"], "rows": [ { "transaction": "sale", "cardType": "visa", "account": "1210",
/// "validFrom": "2026-01-01" } ], "default": { "account": "1299" } }</c>. A condition that is missing, empty or "*" is true for anything; "visa|amex"
/// for either. "validFrom", "validTo" and "note" are no results; every other column is.
/// </remarks>
public sealed class DerivationTable
{
    /// <summary>The facts that GL accounts are derived from, unless the table's "match" names others.</summary>
    public static readonly IReadOnlyList<string> AccountFacts = ["transaction", "paymentMethod", "cardType", "merchant", "location", "terminal", "customer"];

    private readonly IReadOnlyList<string> facts;
    private readonly IReadOnlyDictionary<string, string> defaults;

    private DerivationTable(IReadOnlyList<string> facts, IReadOnlyList<DerivationRow> rows, IReadOnlyDictionary<string, string> defaults)
    {
        this.facts = facts;
        this.defaults = defaults;
        Rows = rows;
    }

    /// <summary>The rows in the table's order.</summary>
    public IReadOnlyList<DerivationRow> Rows { get; }

    /// <summary>The facts that rows may name, the weightiest first.</summary>
    public IReadOnlyList<string> Facts => facts;

    /// <summary>Reads a mapping table.</summary>
    /// <param name="table">The table's data: an object with "rows", and where wanted "match" and "default"; or the list of rows alone.</param>
    /// <param name="usualFacts">The facts that count as conditions where the table has no "match".</param>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.Misconfigured"/>, naming the row.</exception>
    public static DerivationTable Read(JsonElement table, IReadOnlyList<string> usualFacts)
    {
        var isObject = table.ValueKind == JsonValueKind.Object;
        var rows = isObject && table.TryGetProperty("rows", out var inside) ? inside : table;
        if (rows.ValueKind != JsonValueKind.Array)
            throw Wrong("The mapping table has no list of rows. It is an object with \"rows\", or a list of rows.");
        var facts = isObject && table.TryGetProperty("match", out var match) && match.ValueKind == JsonValueKind.Array
            ? [.. match.EnumerateArray().Select(ValueConversion.ToText)]
            : usualFacts;
        var defaults = isObject && table.TryGetProperty("default", out var given) && given.ValueKind == JsonValueKind.Object
            ? given.EnumerateObject().Where(IsFilled).ToDictionary(cell => cell.Name, cell => ValueConversion.ToText(cell.Value).Trim(), StringComparer.OrdinalIgnoreCase)
            : new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        return new DerivationTable(facts, [.. rows.EnumerateArray().Select((row, index) => Row(row, index + 1, facts))], defaults);
    }

    /// <summary>Derives the results for facts on a day.</summary>
    /// <param name="given">The facts by name; names are compared without regard to case.</param>
    /// <param name="date">The day on which rows must be valid.</param>
    /// <returns>The results; null where no row matches and the table has no defaults.</returns>
    public DerivedValues? Find(IReadOnlyDictionary<string, string?> given, DateOnly date)
    {
        var known = new Dictionary<string, string?>(given, StringComparer.OrdinalIgnoreCase);
        DerivationRow? best = null;
        foreach (var row in Rows)
        {
            if (row.Counts(date) && row.Fits(known) && (best is null || Outweighs(row, best)))
                best = row;
        }

        if (best is null)
            return defaults.Count == 0 ? null : new DerivedValues(defaults, null, $"No row matches {Describe(given)} on {Day(date)}, so the defaults count.");
        var values = new Dictionary<string, string>(defaults, StringComparer.OrdinalIgnoreCase);
        foreach (var (column, value) in best.Values)
            values[column] = value;
        return new DerivedValues(values, best.Number, Explain(best));
    }

    /// <summary>Facts as people read them, such as "transaction sale, cardType visa".</summary>
    /// <param name="given">The facts.</param>
    public string Describe(IReadOnlyDictionary<string, string?> given)
    {
        var named = given.Where(fact => !string.IsNullOrWhiteSpace(fact.Value) && facts.Contains(fact.Key, StringComparer.OrdinalIgnoreCase))
            .Select(fact => $"{fact.Key} '{fact.Value}'").ToList();
        return named.Count == 0 ? "no facts at all" : string.Join(", ", named);
    }

    /// <summary>A day as tables write it.</summary>
    /// <param name="date">The day.</param>
    public static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DerivationRow Row(JsonElement row, int number, IReadOnlyList<string> facts)
    {
        if (row.ValueKind != JsonValueKind.Object)
            throw Wrong($"Row {Text(number)} of the mapping table is no object with columns.");
        var conditions = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var cell in row.EnumerateObject().Where(IsFilled))
        {
            var text = ValueConversion.ToText(cell.Value).Trim();
            if (facts.FirstOrDefault(fact => fact.Equals(cell.Name, StringComparison.OrdinalIgnoreCase)) is { } fact)
            {
                if (text != "*")
                    conditions[fact] = text.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            }
            else if (cell.Name is not ("validFrom" or "validTo" or "note"))
            {
                values[cell.Name] = text;
            }
        }

        return new DerivationRow(number, conditions, values, Date(row, "validFrom", number), Date(row, "validTo", number));
    }

    private static DateOnly? Date(JsonElement row, string column, int number)
    {
        if (!row.TryGetProperty(column, out var cell) || ValueConversion.ToText(cell).Trim() is not { Length: > 0 } text)
            return null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw Wrong($"Row {Text(number)} of the mapping table has '{text}' as {column}; write the date as 2026-03-31.");
    }

    private static bool IsFilled(JsonProperty cell) =>
        cell.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) && ValueConversion.ToText(cell.Value).Trim().Length > 0;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static ActivityException Wrong(string message) => new(FailureKind.Misconfigured, message);

    private bool Outweighs(DerivationRow row, DerivationRow best)
    {
        if (row.Conditions.Count != best.Conditions.Count)
            return row.Conditions.Count > best.Conditions.Count;
        foreach (var fact in facts)
        {
            if (row.Conditions.ContainsKey(fact) != best.Conditions.ContainsKey(fact))
                return row.Conditions.ContainsKey(fact);
        }

        return (row.ValidFrom ?? DateOnly.MinValue) > (best.ValidFrom ?? DateOnly.MinValue);
    }

    private string Explain(DerivationRow row)
    {
        var conditions = facts.Where(row.Conditions.ContainsKey).Select(fact => $"{fact} {string.Join(" or ", row.Conditions[fact].Select(value => $"'{value}'"))}").ToList();
        var validity = (row.ValidFrom, row.ValidTo) switch
        {
            ({ } from, { } to) => $"; valid from {Day(from)} to {Day(to)}",
            ({ } from, null) => $"; valid from {Day(from)}",
            (null, { } to) => $"; valid to {Day(to)}",
            _ => "",
        };
        return $"Row {Text(row.Number)}: {(conditions.Count == 0 ? "any facts" : string.Join(", ", conditions))}{validity}.";
    }
}
