using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Plugins;

/// <summary>
/// Which versions of the Sdk a plugin works with: <c>1.2</c> is that version or a later one of the same major version, <c>[1.2,3.0)</c> says both
/// ends, a bracket with the end and a parenthesis without it.
/// </summary>
internal sealed class SdkRange
{
    private Version least = new(0, 0, 0);
    private Version? end;
    private bool includesLeast = true;
    private bool includesEnd;

    private SdkRange()
    {
    }

    /// <summary>The version of the Sdk that this server has.</summary>
    public static Version Own { get; } = Short(typeof(Activity).Assembly.GetName().Version!);

    /// <summary>Reads a range; null if the text is none.</summary>
    public static SdkRange? Parse(string text)
    {
        text = text.Trim();
        if (text is not ['[' or '(', .. var inside, ']' or ')'])
            return Read(text) is { } from ? new SdkRange { least = from, end = new Version(from.Major + 1, 0, 0) } : null;
        var ends = inside.Split(',');
        var range = new SdkRange { includesLeast = text[0] == '[', includesEnd = text[^1] == ']' };
        if (ends.Length == 1)
            return range is { includesLeast: true, includesEnd: true } && Read(ends[0]) is { } exact ? new SdkRange { least = exact, end = exact, includesEnd = true } : null;
        if (ends.Length != 2)
            return null;
        if (ends[0].Trim().Length > 0)
        {
            if (Read(ends[0]) is not { } lower)
                return null;
            range.least = lower;
        }

        if (ends[1].Trim().Length > 0)
        {
            if (Read(ends[1]) is not { } upper)
                return null;
            range.end = upper;
        }

        return range;
    }

    public bool Contains(Version version) =>
        (includesLeast ? version >= least : version > least) && (end is null || (includesEnd ? version <= end : version < end));

    /// <summary>Whether all versions in the range are later than this one.</summary>
    public bool IsAfter(Version version) => includesLeast ? least > version : least >= version;

    public static Version Short(Version version) => new(version.Major, version.Minor, Math.Max(version.Build, 0));

    private static Version? Read(string text)
    {
        text = text.Trim();
        if (int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var major))
            return new Version(major, 0, 0);
        return Version.TryParse(text, out var version) ? Short(version) : null;
    }
}
