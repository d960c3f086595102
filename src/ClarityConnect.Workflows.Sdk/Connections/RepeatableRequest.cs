namespace ClarityConnect.Workflows.Sdk.Connections;

/// <summary>Tells which requests a connection's HTTP client may send again at once when they fail.</summary>
public static class RepeatableRequest
{
    private static readonly HttpRequestOptionsKey<bool> Mark = new("ClarityConnect.Workflows.Repeatable");

    /// <summary>
    /// Marks a request that may be sent twice although its method does not say so, such as a query by POST. Only for requests that change
    /// nothing: an answer that was lost does not mean that nothing was done.
    /// </summary>
    /// <param name="request">The request, with a content that can be read more than once, such as a text or an array of bytes.</param>
    public static void MarkRepeatable(this HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Options.Set(Mark, true);
    }

    /// <summary>Whether a request may be sent twice: GET, HEAD, OPTIONS, and what was marked.</summary>
    /// <param name="request">The request.</param>
    public static bool IsRepeatable(this HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Method == HttpMethod.Get || request.Method == HttpMethod.Head || request.Method == HttpMethod.Options
            || (request.Options.TryGetValue(Mark, out var isMarked) && isMarked);
    }
}
