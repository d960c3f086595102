using Microsoft.Extensions.Primitives;

namespace ClarityConnect.Workflows.Engine.Http;

/// <summary>What a workflow answers to an HTTP request.</summary>
/// <param name="StatusCode">The status code.</param>
/// <param name="ContentType">The body's type; null for none.</param>
/// <param name="Body">The body; empty for none.</param>
/// <param name="Headers">Further headers.</param>
public sealed record HttpReply(int StatusCode, string? ContentType, ReadOnlyMemory<byte> Body, IReadOnlyDictionary<string, StringValues> Headers)
{
    /// <summary>The file that is sent as the body; null for none. Who takes the reply disposes of it.</summary>
    public HttpDownload? Download { get; init; }
}
