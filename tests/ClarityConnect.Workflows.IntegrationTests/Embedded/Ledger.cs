using Npgsql;

namespace ClarityConnect.Workflows.IntegrationTests.Embedded;

/// <summary>Rows that a test writes before something bad happens and counts after it.</summary>
internal static class Ledger
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task WriteAsync(string connectionString, int rows, CancellationToken ct)
    {
        await ExecuteAsync(connectionString, "CREATE TABLE IF NOT EXISTS ledger (id bigint GENERATED ALWAYS AS IDENTITY)", ct);
        for (var i = 0; i < rows; i++)
            await ExecuteAsync(connectionString, "INSERT INTO ledger DEFAULT VALUES", ct);
    }

    public static async Task<long> CountAsync(string connectionString, CancellationToken ct) =>
        (long)(await ExecuteAsync(connectionString, "SELECT count(*) FROM ledger", ct))!;

    /// <summary>Counts as soon as the server answers again.</summary>
    public static async Task<long> CountWhenBackAsync(string connectionString, CancellationToken ct)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return await CountAsync(connectionString, ct);
            }
            catch (NpgsqlException error) when (error is not PostgresException { SqlState: PostgresErrorCodes.UndefinedTable } && TimeProvider.System.GetElapsedTime(since) < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, ct);
            }
        }
    }

    public static async Task<object?> ExecuteAsync(string connectionString, string sql, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(ct);
    }

    /// <summary>The process of the PostgreSQL in a data folder.</summary>
    public static int PostmasterOf(string dataFolder) =>
        int.Parse(File.ReadLines(Path.Combine(dataFolder, "postgres/cluster/postmaster.pid")).First(), System.Globalization.CultureInfo.InvariantCulture);
}
