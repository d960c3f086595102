namespace ClarityConnect.Workflows.Simulators.Opayo;

/// <summary>The currencies that the simulated merchant account takes.</summary>
internal static class OpayoCurrencies
{
    private static readonly Dictionary<string, int> Digits = new(StringComparer.Ordinal)
    {
        ["GBP"] = 2, ["EUR"] = 2, ["USD"] = 2, ["PLN"] = 2, ["JPY"] = 0, ["KRW"] = 0, ["KWD"] = 3,
    };

    public static bool Takes(string currency) => Digits.ContainsKey(currency);

    public static decimal Factor(string currency) => Digits.GetValueOrDefault(currency, 2) switch { 0 => 1m, 3 => 1000m, _ => 100m };

    public static string Format(decimal major, string currency) =>
        major.ToString($"N{Digits.GetValueOrDefault(currency, 2)}", System.Globalization.CultureInfo.InvariantCulture);
}
