using ClarityConnect.Workflows.Persistence.Embedded;

namespace ClarityConnect.Workflows.Server.Hosting;

/// <summary>The database of this server: its own PostgreSQL, or an outside one. Stopped after everything that uses it.</summary>
internal sealed class ServerDatabase : IHostedLifecycleService, IAsyncDisposable
{
    private readonly EmbeddedPostgres? embedded;

    private ServerDatabase(EmbeddedPostgres? embedded, string connectionString)
    {
        this.embedded = embedded;
        ConnectionString = connectionString;
    }

    /// <summary>How to reach it. Holds the password.</summary>
    public string ConnectionString { get; }

    public static async Task<ServerDatabase> StartAsync(ServerSettings settings, ILogger logger, CancellationToken cancellationToken)
    {
        if (settings.ConnectionString is { } outside)
            return new ServerDatabase(null, outside);
        var embedded = await EmbeddedPostgres.StartAsync(settings.Embedded, TimeProvider.System, logger, cancellationToken);
        return new ServerDatabase(embedded, embedded.ConnectionString);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        if (embedded is not null)
            await embedded.StopAsync(cancellationToken);
    }

    /// <summary>For a server that did not come so far as to be stopped.</summary>
    public async ValueTask DisposeAsync()
    {
        if (embedded is not null)
            await embedded.DisposeAsync();
    }
}
