namespace ClarityConnect.Workflows.Engine.Http;

/// <summary>How workflows are reached by HTTP, and how they reach out.</summary>
public sealed class HttpOptions
{
    /// <summary>The path below which HttpEndpoint activities listen.</summary>
    /// <value>Default "/workflows".</value>
    public string BasePath { get; set; } = "/workflows";

    /// <summary>How long a caller waits for a workflow that answers, unless its endpoint says otherwise.</summary>
    /// <value>Default 30 seconds.</value>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The largest request body, in bytes, unless its endpoint says otherwise.</summary>
    /// <value>Default 10 MiB.</value>
    public long MaxRequestBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>The largest response body that SendHttpRequest and DownloadHttpFile read, in bytes.</summary>
    /// <value>Default 50 MiB.</value>
    public long MaxResponseBytes { get; set; } = 50 * 1024 * 1024;

    /// <summary>How long SendHttpRequest and DownloadHttpFile wait for an answer.</summary>
    /// <value>Default 100 seconds.</value>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>Whether SendHttpRequest and DownloadHttpFile may call private, loopback and link-local addresses.</summary>
    /// <value>Default false.</value>
    public bool AllowPrivateAddresses { get; set; }
}
