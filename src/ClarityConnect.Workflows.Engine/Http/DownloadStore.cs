namespace ClarityConnect.Workflows.Engine.Http;

/// <summary>
/// Keeps what was sent under a download correlation id, so that a download that broke off goes on with the same bytes although its workflow runs
/// again. The files are temporary and belong to this node: at most 64 for at most 30 minutes. What is gone is made anew.
/// </summary>
/// <param name="time">The clock.</param>
public sealed class DownloadStore(TimeProvider time) : IDisposable
{
    private const int Capacity = 64;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private readonly Lock access = new();
    private readonly Dictionary<string, Kept> kept = new(StringComparer.Ordinal);

    /// <summary>Keeps a copy of a download that has a correlation id, in place of an earlier one.</summary>
    /// <param name="download">The download; it stands at its beginning afterwards.</param>
    /// <param name="cancellationToken">Cancels the copying.</param>
    internal async Task KeepAsync(HttpDownload download, CancellationToken cancellationToken)
    {
        var copy = DownloadContent.CreateFile();
        try
        {
            await download.Content.CopyToAsync(copy, cancellationToken);
            await copy.FlushAsync(cancellationToken);
            download.Content.Position = 0;
        }
        catch
        {
            await copy.DisposeAsync();
            throw;
        }

        lock (access)
        {
            Drop(download.CorrelationId!);
            foreach (var (id, _) in kept.Where(entry => entry.Value.At + Lifetime < time.GetUtcNow()).ToList())
                Drop(id);
            if (kept.Count >= Capacity)
                Drop(kept.MinBy(entry => entry.Value.At).Key);
            kept[download.CorrelationId!] = new Kept(download, copy, time.GetUtcNow());
        }
    }

    /// <summary>Opens what was sent earlier under a correlation id.</summary>
    /// <returns>The earlier download with its entity tag; null if it is not kept here any longer.</returns>
    internal HttpDownload? Open(string correlationId)
    {
        lock (access)
        {
            return kept.TryGetValue(correlationId, out var found) && found.At + Lifetime >= time.GetUtcNow()
                ? found.Download with { Content = DownloadContent.OpenFile(found.File.Name) }
                : null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (access)
        {
            foreach (var id in kept.Keys.ToList())
                Drop(id);
        }
    }

    private void Drop(string id)
    {
        if (kept.Remove(id, out var dropped))
            dropped.File.Dispose();
    }

    private sealed record Kept(HttpDownload Download, FileStream File, DateTimeOffset At);
}
