using System.Text;
using System.Web;

namespace ClarityConnect.Workflows.Connectors.Opayo.Notifications;

/// <summary>The named values of the older protocols. They are ISO-8859-1, and signatures are over the values as they came.</summary>
internal sealed class ClassicFields
{
    private readonly Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A value as it came; empty where there is none.</summary>
    public string this[string name] => values.GetValueOrDefault(name, "");

    /// <summary>A value; null where there is none or it is empty.</summary>
    public string? Find(string name) => this[name] is { Length: > 0 } value ? value : null;

    /// <summary>The transaction's id without the braces that it may be wrapped in.</summary>
    public string TransactionId => this["VPSTxId"].Trim('{', '}');

    /// <summary>Reads a form that was posted.</summary>
    public static ClassicFields FromForm(ReadOnlySpan<byte> body)
    {
        var fields = new ClassicFields();
        foreach (var (name, value) in Pairs(Encoding.Latin1.GetString(body)))
            fields.values[HttpUtility.UrlDecode(name, Encoding.Latin1)] = HttpUtility.UrlDecode(value, Encoding.Latin1);
        return fields;
    }

    /// <summary>Reads a text of names and values that are not encoded.</summary>
    public static ClassicFields FromPlainText(string text)
    {
        var fields = new ClassicFields();
        foreach (var (name, value) in Pairs(text))
            fields.values[name] = value;
        return fields;
    }

    private static IEnumerable<(string Name, string Value)> Pairs(string text) =>
        from pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries)
        let at = pair.IndexOf('=')
        where at > 0
        select (pair[..at], pair[(at + 1)..]);
}
