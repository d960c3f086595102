using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using ClarityConnect.Workflows.Sdk.Connections;

namespace ClarityConnect.Workflows.Testing.Conformance.Runs;

/// <summary>The secrets of a connection, to be found in texts, as they are or encoded.</summary>
internal sealed partial class KnownSecrets
{
    private readonly List<(string Field, string Value)> secrets;

    public KnownSecrets(Connection connection) => secrets =
    [
        .. connection.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.PropertyType == typeof(Secret))
            .Select(property => (property.Name, Value: (property.GetValue(connection) as Secret)?.Reveal() ?? ""))
            .Where(secret => secret.Value.Length > 3),
    ];

    public bool IsEmpty => secrets.Count == 0;

    /// <summary>The field whose secret a text shows; null for none.</summary>
    public string? FindIn(string text)
    {
        var decoded = new StringBuilder(text).Append('\n').Append(Uri.UnescapeDataString(text)).Append('\n').Append(Regex.Unescape(Escapable().Replace(text, "")));
        foreach (var match in Encoded().EnumerateMatches(text))
        {
            var word = text.AsSpan(match.Index, match.Length);
            var bytes = new byte[word.Length];
            if (Convert.TryFromBase64Chars(word, bytes, out var written))
                decoded.Append('\n').Append(Encoding.UTF8.GetString(bytes, 0, written));
        }

        var all = decoded.ToString();
        return secrets.Find(secret => all.Contains(secret.Value, StringComparison.Ordinal)).Field;
    }

    [GeneratedRegex("[A-Za-z0-9+/]{8,}={0,2}")]
    private static partial Regex Encoded();

    // Of what JSON escapes, only \u is undone; a text may hold any other backslash.
    [GeneratedRegex(@"\\(?!u[0-9a-fA-F]{4})")]
    private static partial Regex Escapable();
}
