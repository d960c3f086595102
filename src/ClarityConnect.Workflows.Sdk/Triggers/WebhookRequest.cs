using System.Text;

namespace ClarityConnect.Workflows.Sdk.Triggers;

/// <summary>A request as it came in, for signatures to be checked on.</summary>
public sealed record WebhookRequest
{
    /// <summary>The method in capital letters, such as "POST".</summary>
    public required string Method { get; init; }

    /// <summary>The whole address as the caller used it.</summary>
    public required Uri Address { get; init; }

    /// <summary>The headers; names compare without case, several values of one name are joined by a comma.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The query's values, decoded; of several of one name the last.</summary>
    public required IReadOnlyDictionary<string, string> Query { get; init; }

    /// <summary>The body, byte for byte; at most as long as the server's limit for requests.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The body read as UTF-8.</summary>
    public string Text => Encoding.UTF8.GetString(Body.Span);

    /// <summary>A header's value; null where there is none.</summary>
    /// <param name="name">The header's name.</param>
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
