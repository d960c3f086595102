using System.Text;

namespace ClarityConnect.Workflows.Persistence.PostgreSql;

/// <summary>
/// PostgreSQL refuses text with a NUL character or half a surrogate pair. Vendors send both, and one such message must not fail the whole
/// batch that it is written with, so they become the replacement character.
/// </summary>
internal static class PostgreSqlText
{
    public static string? Storable(string? text)
    {
        if (text is null || (!text.Contains('\0', StringComparison.Ordinal) && text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0)) return text;
        var storable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) storable.Append((rune.Value == 0 ? Rune.ReplacementChar : rune).ToString());
        return storable.ToString();
    }
}
