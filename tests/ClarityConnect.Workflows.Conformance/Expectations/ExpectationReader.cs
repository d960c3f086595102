using System.Text.RegularExpressions;
using ClarityConnect.Workflows.Conformance.Cases;
using ClarityConnect.Workflows.Conformance.Observations;

namespace ClarityConnect.Workflows.Conformance.Expectations;

/// <summary>
/// Reads the column expected: phrases separated by semicolons, each of them one that <see cref="LinePhrases"/>, <see cref="InstancePhrases"/> or
/// <see cref="ExecutionPhrases"/> knows. "after …:" before a phrase ties it and those after it to a step. A remark in round brackets is an
/// expectation if it can be read as one.
/// </summary>
internal static partial class ExpectationReader
{
    private static readonly Func<string, Func<Observation, string?>?>[] Readers = [LinePhrases.Read, InstancePhrases.Read, ExecutionPhrases.Read];

    /// <returns>The expectations, and the phrases that were not understood.</returns>
    public static (IReadOnlyList<Expectation> Expectations, IReadOnlyList<string> Unknown) Read(string expected)
    {
        var expectations = new List<Expectation>();
        var unknown = new List<string>();
        int? phase = null;
        foreach (var clause in Phrases.Split(expected, ";"))
        {
            var text = clause;
            if (Label().Match(clause) is { Success: true } label)
            {
                phase = phase is { } last ? last + 1 : 0;
                text = label.Groups[1].Value;
            }

            if (ReadClause(text) is { Count: > 0 } checks)
                expectations.AddRange(checks.Select(check => new Expectation(phase, check)));
            else
                unknown.Add(clause);
        }

        return (expectations, unknown);
    }

    private static List<Func<Observation, string?>>? ReadClause(string clause)
    {
        var (text, remarks) = Phrases.WithoutRemarks(clause);
        if (remarks.Any(remark => remark.EndsWith("any order", StringComparison.OrdinalIgnoreCase)))
            text += " any order";
        var parts = ReadPhrase(text) is { } one ? [one] : ReadParts(text);
        parts?.AddRange(remarks.Select(ReadRemark).OfType<Func<Observation, string?>>());
        return parts;
    }

    private static List<Func<Observation, string?>>? ReadParts(string text)
    {
        var parts = Phrases.Split(text, ", and ", ",", " and ").Select(ReadPhrase).ToList();
        return parts.Count > 1 && parts.TrueForAll(part => part is not null) ? parts.ConvertAll(part => part!) : null;
    }

    private static Func<Observation, string?>? ReadRemark(string remark) =>
        Staying().Match(remark) is { Success: true } stays ? ReadPhrase($"variable {stays.Groups[1].Value}=={stays.Groups[2].Value}") : ReadPhrase(remark);

    private static Func<Observation, string?>? ReadPhrase(string phrase) =>
        Readers.Select(read => read(phrase.Trim())).FirstOrDefault(check => check is not null);

    [GeneratedRegex(@"^after [^:=]+:\s*(.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Label();

    [GeneratedRegex(@"^(\w+) (?:stays|is|remains) (\S+)$")]
    private static partial Regex Staying();
}
