using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ClarityConnect.Workflows.Conformance.Cases;
using ClarityConnect.Workflows.Conformance.Observations;

namespace ClarityConnect.Workflows.Conformance.Expectations;

/// <summary>Phrases about what was written.</summary>
internal static partial class LinePhrases
{
    public static Func<Observation, string?>? Read(string phrase)
    {
        if (Exactly().Match(phrase) is { Success: true } exactly && Array(exactly.Groups[1].Value) is { } lines)
        {
            return exactly.Groups[2].Success
                ? observed => Differs(lines.Order(StringComparer.Ordinal), observed.Lines.Order(StringComparer.Ordinal))
                : observed => Differs(lines, observed.Lines);
        }

        if (AsSet().Match(phrase) is { Success: true } set)
            return observed => Differs(Items(set.Groups[1].Value).Distinct().Order(StringComparer.Ordinal), observed.Lines.Distinct().Order(StringComparer.Ordinal));
        if (Counted().Match(phrase) is { Success: true } counted)
            return observed => Differs(counted.Groups[1].Value, observed.Lines.Count.ToString(CultureInfo.InvariantCulture));
        if (Containing().Match(phrase) is { Success: true } containing)
            return observed => Items(containing.Groups[1].Value).Except(observed.Lines).ToList() is { Count: > 0 } missing ? $"{Shown(missing)} is missing in {Shown(observed.Lines)}" : null;
        if (Without().Match(phrase) is { Success: true } without)
            return observed => Items(without.Groups[1].Value).Where(item => WasRun(observed, item)).ToList() is { Count: > 0 } run ? $"{Shown(run)} was run" : null;
        return null;
    }

    private static bool WasRun(Observation observed, string lineOrActivity) =>
        observed.Lines.Contains(lineOrActivity) || observed.Executions.Any(execution => execution.Is(lineOrActivity));

    private static IReadOnlyList<string> Items(string list) =>
        list is ['[', ..] && Array(list) is { } array ? array : Phrases.Names(list.Trim('{', '}'));

    private static List<string>? Array(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<List<string>>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Differs(IEnumerable<string> expected, IEnumerable<string> actual) => expected.SequenceEqual(actual) ? null : $"lines are {Shown(actual)}";

    private static string? Differs(string expected, string actual) => expected == actual ? null : $"there are {actual} lines";

    private static string Shown(IEnumerable<string> lines) => $"[{string.Join(", ", lines.Select(line => $"\"{line}\""))}]";

    [GeneratedRegex(@"^lines\s*={1,2}\s*(\[.*\])(,? (?:in )?any order)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Exactly();

    [GeneratedRegex(@"^set\(lines\)\s*={1,2}\s*([\[{].*[\]}])$", RegexOptions.IgnoreCase)]
    private static partial Regex AsSet();

    [GeneratedRegex(@"^(?:count\(lines\)|len\(lines\)|lines\.(?:count|length)|lines count)\s*={1,2}\s*(\d+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Counted();

    [GeneratedRegex(@"^lines contain (.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Containing();

    [GeneratedRegex(@"^(?:not |lines (?:do not|don't|never) contain )(.+)$|^(?<1>.+?)(?: is| are)? (?:not|never) (?:executed|printed|run)$", RegexOptions.IgnoreCase)]
    private static partial Regex Without();
}
