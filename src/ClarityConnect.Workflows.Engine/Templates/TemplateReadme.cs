namespace ClarityConnect.Workflows.Engine.Templates;

/// <summary>Reads single facts out of a template's description.</summary>
internal static class TemplateReadme
{
    /// <summary>The first paragraph under a heading, in one line; null if there is no such heading or nothing under it.</summary>
    public static string? SectionOf(string readme, string heading)
    {
        var paragraph = readme.ReplaceLineEndings("\n").Split('\n')
            .SkipWhile(line => !IsHeading(line) || !line.TrimStart('#').Trim().Equals(heading, StringComparison.OrdinalIgnoreCase))
            .Skip(1)
            .SkipWhile(string.IsNullOrWhiteSpace)
            .TakeWhile(line => !string.IsNullOrWhiteSpace(line) && !IsHeading(line));
        var text = string.Join(' ', paragraph.Select(line => line.Trim())).Replace("**", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal);
        return text.Length > 0 ? text : null;
    }

    private static bool IsHeading(string line) => line.StartsWith('#');
}
