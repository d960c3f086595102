namespace ClarityConnect.Workflows.Engine.Http;

/// <summary>What an HttpEndpoint activity allows, with its inputs evaluated: when it is published, or when an instance comes to wait in it.</summary>
internal sealed record EndpointSettings
{
    /// <summary>Whether only signed-in callers may come in.</summary>
    public bool Authorize { get; init; }

    /// <summary>The authorisation policy that they must satisfy; null for any of them.</summary>
    public string? Policy { get; init; }

    /// <summary>How long the caller waits for an answer; null for <see cref="HttpOptions.ResponseTimeout"/>.</summary>
    public TimeSpan? RequestTimeout { get; init; }

    /// <summary>The largest body in bytes; null for <see cref="HttpOptions.MaxRequestBytes"/>.</summary>
    public long? RequestSizeLimit { get; init; }

    /// <summary>The largest file in bytes; null for what the request may have.</summary>
    public long? FileSizeLimit { get; init; }

    /// <summary>The extensions that files must have, with or without a dot; empty for all.</summary>
    public IReadOnlyList<string> AllowedFileExtensions { get; init; } = [];

    /// <summary>The extensions that files must not have.</summary>
    public IReadOnlyList<string> BlockedFileExtensions { get; init; } = [];

    /// <summary>The types that files must have, such as "application/pdf" or "image/*"; empty for all.</summary>
    public IReadOnlyList<string> AllowedMimeTypes { get; init; } = [];

    /// <summary>The refusals that the workflow handles itself, by their ports.</summary>
    public IReadOnlyList<string> ExposedOutcomes { get; init; } = [];
}
