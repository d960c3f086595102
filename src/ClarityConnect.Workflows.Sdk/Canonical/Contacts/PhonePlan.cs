using System.Text.RegularExpressions;

namespace ClarityConnect.Workflows.Sdk.Canonical.Contacts;

/// <summary>How a country numbers its telephones. This list is the one place where that is known.</summary>
/// <param name="Countries">The countries that share the plan, ISO 3166-1 alpha-2.</param>
/// <param name="CallingCode">What comes after the plus.</param>
/// <param name="Trunk">What comes first within the country and not after the calling code; empty for nothing.</param>
/// <param name="International">What is dialled instead of the plus.</param>
/// <param name="National">Which numbers can exist, without calling code and trunk prefix.</param>
/// <param name="Example">A number as people write it, for error texts.</param>
internal sealed partial record PhonePlan(string[] Countries, string CallingCode, string Trunk, string International, Regex National, string Example)
{
    /// <summary>The plans that are known. Numbers of other countries are understood in their international form, by length alone.</summary>
    public static IReadOnlyList<PhonePlan> All { get; } =
    [
        new(["GB", "GG", "JE", "IM"], "44", "0", "00", British(), "020 7946 0958"),
        new(["US", "CA", "PR"], "1", "1", "011", NorthAmerican(), "(212) 555-0123"),
        new(["IE"], "353", "0", "00", Irish(), "01 234 5678"),
    ];

    public static PhonePlan? Of(string? country) => country is null ? null : All.FirstOrDefault(plan => plan.Countries.Contains(country));

    [GeneratedRegex(@"\A(?:1[0-9]{8,9}|[2357][0-9]{9}|8[0-9]{8,9}|9[0-9]{9})\z")]
    private static partial Regex British();

    [GeneratedRegex(@"\A[2-9](?!11)[0-9]{2}[2-9](?!11)[0-9]{6}\z")]
    private static partial Regex NorthAmerican();

    [GeneratedRegex(@"\A(?:1[0-9]{7}|1[58][0-9]{8}|8[2-9][0-9]{7}|[24-79][0-9]{6,8}|818[0-9]{6})\z")]
    private static partial Regex Irish();
}
