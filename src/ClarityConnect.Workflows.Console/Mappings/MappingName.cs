using System.Text.RegularExpressions;

namespace ClarityConnect.Workflows.Console.Mappings;

/// <summary>What a mapping table may be called.</summary>
internal static partial class MappingName
{
    /// <summary>Says what is wrong with a name; null if nothing is.</summary>
    public static string? Problem(string name, bool isNew)
    {
        if (!isNew)
            return null;
        // The page that edits tables has this name.
        if (name.Equals("edit", StringComparison.OrdinalIgnoreCase))
            return "A mapping table cannot be called “edit”. Choose another name.";
        return name.Length <= 100 && Allowed().IsMatch(name)
            ? null
            : "The name must begin with a letter or digit and hold only letters, digits, dots, dashes and underscores, 100 at most.";
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._\-]*\z")]
    private static partial Regex Allowed();
}
