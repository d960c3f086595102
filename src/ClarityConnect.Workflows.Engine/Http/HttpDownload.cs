namespace ClarityConnect.Workflows.Engine.Http;

/// <summary>A file that a workflow answers with.</summary>
/// <param name="Content">The content, from its beginning; it can be sought in. In memory if it is small, else in a temporary file.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="FileName">The name that the caller may store it by.</param>
/// <param name="EntityTag">What tells this content from other content under the same address, quoted; null for none.</param>
/// <param name="IsResumable">Whether the caller may ask for a part of it.</param>
/// <param name="CorrelationId">What names this download when it is taken up again; null if nothing does.</param>
public sealed record HttpDownload(Stream Content, string ContentType, string FileName, string? EntityTag, bool IsResumable, string? CorrelationId) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}
