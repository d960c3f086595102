using System.Net;

namespace ClarityConnect.Workflows.Connectors.Calls;

/// <summary>What a vendor answered, whole and unjudged.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body as text; empty where there was none.</param>
/// <param name="RetryAfter">How long the vendor asked to wait; null where it did not say.</param>
internal sealed record VendorAnswer(HttpStatusCode Status, string Body, TimeSpan? RetryAfter)
{
    /// <summary>The headers, by name in any case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Where what was created is found, from the Location header; null where there was none.</summary>
    public Uri? Location => Headers.TryGetValue("Location", out var address) && Uri.TryCreate(address, UriKind.RelativeOrAbsolute, out var found) ? found : null;

    public bool IsSuccess => (int)Status is >= 200 and < 300;
}
