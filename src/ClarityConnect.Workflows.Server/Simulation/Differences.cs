using System.Globalization;

namespace ClarityConnect.Workflows.Server.Simulation;

/// <summary>Collects what is not as a case expects.</summary>
internal sealed class Differences
{
    private readonly List<string> found = [];

    /// <summary>What differs, in words.</summary>
    public IReadOnlyList<string> Found => found;

    /// <summary>Compares a figure; one that is not expected is not looked at.</summary>
    public void Compare<T>(string what, T? expected, T actual)
        where T : struct, IFormattable
    {
        if (expected is { } wanted && !wanted.Equals(actual))
            found.Add(string.Create(CultureInfo.InvariantCulture, $"{what} are {actual}, not {wanted}."));
    }

    /// <summary>Compares a text; one that is not expected is not looked at.</summary>
    public void Compare(string what, string? expected, string? actual)
    {
        if (expected is not null && expected != actual)
            found.Add($"{what} is {(actual is null ? "not there" : $"'{actual}'")}, not '{expected}'.");
    }
}
