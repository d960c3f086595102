using Npgsql;

namespace ClarityConnect.Workflows.Server.Simulation;

/// <summary>A database of a simulated company, which is dropped with it.</summary>
/// <param name="name">Its name, which is its user's name too.</param>
/// <param name="administration">How to reach the server.</param>
/// <param name="simulator">How the simulator reaches it, whether it is closed or not.</param>
/// <param name="connection">How a connection of the product reaches it.</param>
internal sealed class SimulatedDatabase(string name, string administration, string simulator, string connection) : IAsyncDisposable
{
    /// <summary>How the simulator reaches it.</summary>
    public string Simulator => simulator;

    /// <summary>How a connection of the product reaches it.</summary>
    public string Connection => connection;

    /// <summary>Lets nobody in but the simulator, as when the company's network is down, or lets everybody in again.</summary>
    public async Task SetOfflineAsync(bool isOffline, CancellationToken cancellationToken)
    {
        await RunAsync(administration, $"alter database {name} connection limit {(isOffline ? 0 : -1)}", cancellationToken);
        if (isOffline)
            await RunAsync(administration, $"select pg_terminate_backend(pid) from pg_stat_activity where usename = '{name}'", cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await RunAsync(administration, $"drop database {name} with (force)", CancellationToken.None);
        await RunAsync(administration, $"drop role {name}", CancellationToken.None);
    }

    public static async Task RunAsync(string connection, string statement, CancellationToken cancellationToken)
    {
        await using var opened = new NpgsqlConnection(connection);
        await opened.OpenAsync(cancellationToken);
        await using var command = opened.CreateCommand();
#pragma warning disable CA2100 // names and limits cannot be parameters; they are ours
        command.CommandText = statement;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
