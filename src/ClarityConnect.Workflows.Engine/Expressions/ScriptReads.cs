using System.Text.RegularExpressions;
using ClarityConnect.Workflows.Engine.Definitions;

namespace ClarityConnect.Workflows.Engine.Expressions;

/// <summary>What a script may read, judged by its text alone: rather too much than too little.</summary>
internal static partial class ScriptReads
{
    /// <summary>Whether a script may read an output of an activity.</summary>
    public static bool OutputOf(string source, CompiledActivity activity) =>
        source.Contains("From", StringComparison.Ordinal)
        && (source.Contains(activity.Id, StringComparison.OrdinalIgnoreCase)
            || source.Contains(activity.Name, StringComparison.OrdinalIgnoreCase)
            || source.Contains(Identifier(activity.Name), StringComparison.OrdinalIgnoreCase)
            || ByComputedName(source, "getOutputFrom"));

    /// <summary>Whether a script that reads outputs of an activity may read this one of them.</summary>
    public static bool Output(string source, string name) =>
        name == "Result"
        || source.Contains($"get{name}From", StringComparison.OrdinalIgnoreCase)
        || "'\"`".Any(quote => source.Contains($"{quote}{name}{quote}", StringComparison.OrdinalIgnoreCase))
        || ByComputedName(source, "getOutputFrom")
        || ByComputedOutput().IsMatch(source);

    /// <summary>Whether a script calls a function with anything but a plain text for a name.</summary>
    public static bool ByComputedName(string source, string function)
    {
        for (var at = source.IndexOf(function, StringComparison.Ordinal); at >= 0; at = source.IndexOf(function, at + 1, StringComparison.Ordinal))
        {
            var rest = source.AsSpan(at + function.Length).TrimStart();
            if (rest is not ['(', ..])
                return true;
            rest = rest[1..].TrimStart();
            if (rest is not ['"' or '\'', ..])
                return true;
            var end = rest[1..].IndexOf(rest[0]);
            if (end < 0 || rest[(end + 2)..].TrimStart() is not [')' or ',', ..])
                return true;
        }

        return false;
    }

    [GeneratedRegex(@"getOutputFrom\s*\([^,)]*,\s*[^'""\s]")]
    private static partial Regex ByComputedOutput();

    private static string Identifier(string name) => string.Concat(name.Where(char.IsLetterOrDigit));
}
