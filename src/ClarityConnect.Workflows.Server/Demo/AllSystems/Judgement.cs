using System.Globalization;

namespace ClarityConnect.Workflows.Server.Demo.AllSystems;

/// <summary>What was found at the end of the day: facts that hold, and problems.</summary>
internal sealed class Judgement
{
    private readonly List<(string Company, string Sentence)> facts = [];
    private readonly List<string> problems = [];

    /// <summary>What holds, by company.</summary>
    public IReadOnlyList<(string Company, string Sentence)> Facts => facts;

    /// <summary>What does not.</summary>
    public IReadOnlyList<string> Problems => problems;

    /// <summary>Notes something as right or wrong.</summary>
    /// <param name="company">Where.</param>
    /// <param name="what">What is counted or added up.</param>
    /// <param name="expected">What it has to be.</param>
    /// <param name="actual">What it is.</param>
    public void Expect<T>(string company, string what, T expected, T actual)
    {
        if (EqualityComparer<T>.Default.Equals(expected, actual))
            facts.Add((company, string.Create(CultureInfo.InvariantCulture, $"{what}: {actual}")));
        else
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{company}, {what}: {actual} instead of {expected}."));
    }

    /// <summary>Notes that a list is empty, or what is in it.</summary>
    /// <param name="company">Where.</param>
    /// <param name="what">What there must not be any of.</param>
    /// <param name="found">What there is.</param>
    public void ExpectNone<T>(string company, string what, IReadOnlyCollection<T> found)
    {
        if (found.Count == 0)
            facts.Add((company, $"{what}: none"));
        else
            problems.Add($"{company}, {what}: {string.Join("; ", found)}.");
    }

    /// <summary>Notes that a list holds just what it has to, in any order.</summary>
    /// <param name="company">Where.</param>
    /// <param name="what">What the list is.</param>
    /// <param name="expected">What has to be in it.</param>
    /// <param name="actual">What is in it.</param>
    public void ExpectAll(string company, string what, IReadOnlyCollection<string> expected, IReadOnlyCollection<string> actual)
    {
        var (missing, more) = (expected.Except(actual).ToList(), actual.Except(expected).ToList());
        if (missing.Count == 0 && more.Count == 0 && expected.Count == actual.Count)
            facts.Add((company, $"{what}: {string.Join("; ", actual)}"));
        else
            problems.Add($"{company}, {what}: missing are [{string.Join("; ", missing)}], too many are [{string.Join("; ", more)}] ({actual.Count} instead of {expected.Count}).");
    }
}
