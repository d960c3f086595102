using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ClarityConnect.Workflows.Engine.Plugins;

/// <summary>A version by the rules of Semantic Versioning 2.0: numbers, then perhaps a pre-release; what follows a plus sign does not count.</summary>
internal sealed partial class PluginVersion : IComparable<PluginVersion>, IEquatable<PluginVersion>
{
    private readonly int[] numbers;
    private readonly string[] preRelease;

    private PluginVersion(int[] numbers, string[] preRelease) => (this.numbers, this.preRelease) = (numbers, preRelease);

    /// <summary>The number that grows with what breaks users.</summary>
    public int Major => numbers[0];

    /// <summary>Reads a version such as 1.2.0 or 2.0.0-beta.1.</summary>
    /// <param name="text">The text.</param>
    /// <param name="version">The version; null if the text is none.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out PluginVersion? version)
    {
        version = null;
        if (text is null || text.Length > 100 || Pattern().Match(text) is not { Success: true } match)
            return false;
        var numbers = new int[3];
        for (var i = 0; i < 3; i++)
        {
            if (!int.TryParse(match.Groups[i + 1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
                return false;
        }

        version = new PluginVersion(numbers, match.Groups[4].Value is { Length: > 0 } labels ? labels.Split('.') : []);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(PluginVersion? other)
    {
        if (other is null)
            return 1;
        for (var i = 0; i < 3; i++)
        {
            if (numbers[i] != other.numbers[i])
                return numbers[i].CompareTo(other.numbers[i]);
        }

        if (preRelease.Length == 0 || other.preRelease.Length == 0)
            return other.preRelease.Length.CompareTo(preRelease.Length);
        for (var i = 0; i < Math.Min(preRelease.Length, other.preRelease.Length); i++)
        {
            if (Compare(preRelease[i], other.preRelease[i]) is not 0 and var order)
                return order;
        }

        return preRelease.Length.CompareTo(other.preRelease.Length);
    }

    /// <inheritdoc/>
    public bool Equals(PluginVersion? other) => CompareTo(other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PluginVersion other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(numbers[0], numbers[1], numbers[2], preRelease.Length);

    /// <inheritdoc/>
    public override string ToString() => string.Join('.', numbers) + (preRelease.Length > 0 ? $"-{string.Join('.', preRelease)}" : "");

    private static int Compare(string one, string other) =>
        (int.TryParse(one, NumberStyles.None, CultureInfo.InvariantCulture, out var left), int.TryParse(other, NumberStyles.None, CultureInfo.InvariantCulture, out var right)) switch
        {
            (true, true) => left.CompareTo(right),
            (true, false) => -1,
            (false, true) => 1,
            _ => string.CompareOrdinal(one, other),
        };

    [GeneratedRegex(@"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z.-]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
