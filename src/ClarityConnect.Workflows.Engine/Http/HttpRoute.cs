namespace ClarityConnect.Workflows.Engine.Http;

/// <summary>A method and a path template such as "orders/{id}", as triggers and bookmarks are keyed: "get /orders/{id}".</summary>
public static class HttpRoute
{
    /// <summary>The stimulus name of HTTP endpoints.</summary>
    public const string StimulusName = "Elsa.HttpEndpoint";

    /// <summary>Makes the key of a method and a path.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path template, with or without a leading slash.</param>
    public static string Key(string method, string path) => $"{method.ToLowerInvariant()} /{path.Trim('/')}";

    /// <summary>Matches a request with a key, segment by segment, without regard to case.</summary>
    /// <param name="key">The key.</param>
    /// <param name="method">The request's method.</param>
    /// <param name="path">The request's path below the base path, still encoded.</param>
    /// <returns>The route values by lower-case name, decoded; null if the request does not match.</returns>
    public static Dictionary<string, string>? Match(string key, string method, string path)
    {
        var blank = key.IndexOf(' ', StringComparison.Ordinal);
        if (blank < 0 || !key.AsSpan(0, blank).Equals(method, StringComparison.OrdinalIgnoreCase))
            return null;
        var template = key[(blank + 1)..].Trim('/').Split('/');
        var segments = path.Trim('/').Split('/');
        if (template.Length != segments.Length)
            return null;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] is ['{', .. var name, '}'])
            {
                if (segments[i].Length == 0)
                    return null;
                values[name.Split(':')[0].ToLowerInvariant()] = Uri.UnescapeDataString(segments[i]);
            }
            else if (!string.Equals(template[i], Uri.UnescapeDataString(segments[i]), StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }
        }

        return values;
    }
}
