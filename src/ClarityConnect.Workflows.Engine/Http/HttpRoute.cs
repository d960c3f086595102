namespace ClarityConnect.Workflows.Engine.Http;

/// <summary>
/// A method and a path template, as triggers and bookmarks are keyed: "get /orders/{id}". A segment in braces takes any one segment; "{id?}" may be
/// missing at the end, "{id=5}" has a value where it is missing, and "{*rest}" takes all that is left. Constraints such as "{id:int}" are not checked.
/// </summary>
public sealed class HttpRoute
{
    /// <summary>The stimulus name of HTTP endpoints.</summary>
    public const string StimulusName = "Elsa.HttpEndpoint";

    private readonly string method;
    private readonly List<Segment> segments;

    private HttpRoute(string method, List<Segment> segments)
    {
        this.method = method;
        this.segments = segments;
    }

    /// <summary>What two routes have in common that take the same requests: method and segments, without the names of their values.</summary>
    public string Shape =>
        $"{method.ToUpperInvariant()} /{string.Join('/', segments.Select(segment => segment.Kind switch { SegmentKind.Literal => segment.Text.ToLowerInvariant(), SegmentKind.Value => "{}", _ => "{*}" }))}";

    /// <summary>Makes the key of a method and a path.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path template, with or without a leading slash.</param>
    public static string Key(string method, string path) => $"{method.ToLowerInvariant()} /{path.Trim('/')}";

    /// <summary>Reads a key.</summary>
    /// <param name="key">The key.</param>
    public static HttpRoute Parse(string key)
    {
        var blank = key.IndexOf(' ', StringComparison.Ordinal);
        return new HttpRoute(blank < 0 ? "" : key[..blank], [.. Split(key[(blank + 1)..]).Select(Segment.Parse)]);
    }

    /// <summary>Says what is wrong with a path template.</summary>
    /// <param name="path">The path template.</param>
    /// <returns>The problem in words; null if there is none.</returns>
    public static string? ProblemOf(string path)
    {
        var parts = Split(path);
        for (var i = 0; i < parts.Length; i++)
        {
            var part = parts[i];
            var isValue = part is ['{', _, .., '}'];
            if (part.Length == 0)
                return $"The path '{path}' has two slashes in a row.";
            if ((isValue ? part[1..^1] : part).AsSpan().IndexOfAny("{}?#") is var at and >= 0 && !(isValue && at == part.Length - 3 && part[^2] == '?'))
                return $"The segment '{part}' of the path '{path}' cannot be read. Write a route value as a whole segment, such as orders/{{id}}.";
            if (isValue && part[1] == '*' && i < parts.Length - 1)
                return $"The path '{path}' goes on after '{part}', which takes all that is left.";
        }

        return null;
    }

    /// <summary>Matches a request, segment by segment, without regard to case.</summary>
    /// <param name="requestMethod">The request's method.</param>
    /// <param name="path">The request's path below the base path, still encoded.</param>
    /// <returns>The route values, decoded, by their names in lower case and as the path spells them; null if the request does not match.</returns>
    public Dictionary<string, string>? Match(string requestMethod, string path) => Match(requestMethod, Split(path));

    /// <summary>The segments of a path or a path template.</summary>
    internal static string[] Split(string path) => path.Trim('/') is { Length: > 0 } trimmed ? trimmed.Split('/') : [];

    internal Dictionary<string, string>? Match(string requestMethod, string[] parts)
    {
        if (!string.Equals(method, requestMethod, StringComparison.OrdinalIgnoreCase))
            return null;
        if (parts.Length > segments.Count && segments is not [.., { Kind: SegmentKind.Rest }])
            return null;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < segments.Count; i++)
        {
            var segment = segments[i];
            if (segment.Kind == SegmentKind.Rest)
            {
                Add(values, segment.Text, Uri.UnescapeDataString(string.Join('/', parts.Skip(i))));
                return values;
            }

            if (i >= parts.Length)
            {
                if (!segment.IsOptional)
                    return null;
                if (segment.Default is { } value)
                    Add(values, segment.Text, value);
            }
            else if (segment.Kind == SegmentKind.Value)
            {
                if (parts[i].Length == 0)
                    return null;
                Add(values, segment.Text, Uri.UnescapeDataString(parts[i]));
            }
            else if (!string.Equals(segment.Text, Uri.UnescapeDataString(parts[i]), StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }
        }

        return values;
    }

    /// <summary>Orders routes so that the first that matches is the most specific one: text comes before a value, a value before the rest.</summary>
    /// <param name="left">A route.</param>
    /// <param name="right">Another route.</param>
    public static int MostSpecificFirst(HttpRoute left, HttpRoute right)
    {
        for (var i = 0; i < Math.Min(left.segments.Count, right.segments.Count); i++)
        {
            if (left.segments[i].Kind.CompareTo(right.segments[i].Kind) is var order and not 0)
                return order;
        }

        return left.segments.Count.CompareTo(right.segments.Count);
    }

    private static void Add(Dictionary<string, string> values, string name, string value)
    {
        values[name.ToLowerInvariant()] = value;
        values[name] = value;
    }

    private enum SegmentKind
    {
        Literal,
        Value,
        Rest,
    }

    private sealed record Segment(SegmentKind Kind, string Text, bool IsOptional = false, string? Default = null)
    {
        public static Segment Parse(string text)
        {
            if (text is not ['{', .. var inner, '}'])
                return new Segment(SegmentKind.Literal, text);
            if (inner.StartsWith('*'))
                return new Segment(SegmentKind.Rest, inner.TrimStart('*'), IsOptional: true);
            var parts = inner.Split('=', 2);
            return new Segment(
                SegmentKind.Value, parts[0].TrimEnd('?').Split(':')[0], IsOptional: parts.Length > 1 || inner.EndsWith('?'), parts.Length > 1 ? parts[1] : null);
        }
    }
}
