using System.Collections.Frozen;

namespace ClarityConnect.Workflows.Sdk.Canonical;

/// <summary>Facts about currencies (ISO 4217).</summary>
public static class Currency
{
    // Only the exceptions: every other ISO 4217 currency has two minor digits.
    private static readonly FrozenDictionary<string, int> Exceptions = new Dictionary<string, int>
    {
        ["BIF"] = 0, ["CLP"] = 0, ["DJF"] = 0, ["GNF"] = 0, ["ISK"] = 0, ["JPY"] = 0, ["KMF"] = 0, ["KRW"] = 0, ["PYG"] = 0, ["RWF"] = 0,
        ["UGX"] = 0, ["UYI"] = 0, ["VND"] = 0, ["VUV"] = 0, ["XAF"] = 0, ["XOF"] = 0, ["XPF"] = 0,
        ["BHD"] = 3, ["IQD"] = 3, ["JOD"] = 3, ["KWD"] = 3, ["LYD"] = 3, ["OMR"] = 3, ["TND"] = 3,
        ["CLF"] = 4, ["UYW"] = 4,
    }.ToFrozenDictionary();

    /// <summary>The number of digits after the decimal point.</summary>
    /// <param name="code">The currency, three letters such as "USD".</param>
    public static int MinorDigits(string code) => Exceptions.TryGetValue(code, out var digits) ? digits : 2;
}
