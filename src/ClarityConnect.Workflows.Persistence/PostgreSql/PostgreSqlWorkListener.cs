using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ClarityConnect.Workflows.Persistence.PostgreSql;

/// <summary>
/// Hears from other nodes that there is work, or that a definition changed. What it tells is a hint: whoever listens looks at the tables, and
/// looks from time to time without a hint.
/// </summary>
/// <param name="source">The connections; one is kept for listening.</param>
/// <param name="time">Paces the attempts to connect again.</param>
/// <param name="logger">Says when hearing is lost.</param>
public sealed partial class PostgreSqlWorkListener(NpgsqlDataSource source, TimeProvider time, ILogger<PostgreSqlWorkListener> logger) : BackgroundService
{
    /// <summary>The channel that says there is work which nobody holds.</summary>
    public const string WorkChannel = "clarity_work";

    /// <summary>The channel that says a definition was published, retracted or deleted.</summary>
    public const string DefinitionsChannel = "clarity_definitions";

    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _silence = TimeSpan.FromSeconds(30);

    /// <summary>Raised with a channel's name, on a thread of its own; also for every channel after listening began, since hints may have been missed.</summary>
    public event Action<string>? Heard;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogDeaf(exception);
                await Task.Delay(_pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, notification) => Heard?.Invoke(notification.Channel);
        await using (var listen = new NpgsqlCommand($"listen {WorkChannel}; listen {DefinitionsChannel}", connection))
            await listen.ExecuteNonQueryAsync(cancellationToken);
        Heard?.Invoke(DefinitionsChannel);
        Heard?.Invoke(WorkChannel);
        while (true)
        {
            if (await connection.WaitAsync(_silence, cancellationToken)) continue;

            // A connection that a firewall dropped looks like a silent one until something is sent.
            await using var ping = new NpgsqlCommand("select 1", connection);
            await ping.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    [LoggerMessage(
        EventId = 4001,
        Level = LogLevel.Warning,
        Message = "Lost the connection on which other nodes tell of work; polling goes on, and it is opened again in a second.")]
    private partial void LogDeaf(Exception exception);
}
