using System.Diagnostics;
using System.Globalization;
using ClarityConnect.Workflows.Engine.Scripting;
using ClarityConnect.Workflows.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClarityConnect.Workflows.Benchmarks.Load;

/// <summary>What the processes used up to now: processor time where Linux tells it, transactions and log volume of PostgreSQL.</summary>
/// <param name="Server">Processor time of this process: server, receiver and load generator together.</param>
/// <param name="Scripts">Processor time of the script runners.</param>
/// <param name="Database">Processor time of the connections' processes.</param>
/// <param name="Transactions">Transactions committed.</param>
/// <param name="LogBytes">Bytes of write-ahead log.</param>
/// <param name="Allocated">Bytes that this process allocated.</param>
internal sealed record Costs(TimeSpan Server, TimeSpan Scripts, TimeSpan Database, long Transactions, long LogBytes, long Allocated)
{
    public static async Task<Costs> ReadAsync(IServiceProvider services)
    {
        await using var connection = new NpgsqlConnection(services.GetRequiredService<DatabaseOptions>().ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            select
              (select sum(xact_commit)::bigint from pg_stat_database), (select wal_bytes::bigint from pg_stat_wal),
              (select array_agg(pid) from pg_stat_activity)
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        using var self = Process.GetCurrentProcess();
        return new Costs(
            self.TotalProcessorTime,
            Time(services.GetRequiredService<ScriptRunnerPool>().ProcessIds),
            Time(reader.GetFieldValue<int[]>(2)),
            reader.GetInt64(0),
            reader.GetInt64(1),
            GC.GetTotalAllocatedBytes());
    }

    /// <summary>What was used since an earlier look, for each of so many workflows.</summary>
    public string Since(Costs earlier, int workflows)
    {
        return string.Create(
            CultureInfo.InvariantCulture,
            $"each costs {Each((Server - earlier.Server).TotalMilliseconds):0.00} ms CPU in the process of server, receiver and generator, {Each((Scripts - earlier.Scripts).TotalMilliseconds):0.00} ms in script runners, {Each((Database - earlier.Database).TotalMilliseconds):0.00} ms in PostgreSQL, {Each(Transactions - earlier.Transactions):0.000} transactions, {Each(LogBytes - earlier.LogBytes) / 1024:0.0} KiB of log, {Each(Allocated - earlier.Allocated) / 1024:0} KiB allocated");

        double Each(double all) => all / Math.Max(1, workflows);
    }

    private static TimeSpan Time(IEnumerable<int> processes) => TimeSpan.FromMilliseconds(processes.Sum(Ticks) * 10.0);

    /// <summary>User and system time of a process in hundredths of a second; 0 where it is gone or the system does not tell.</summary>
    private static long Ticks(int process)
    {
        var file = $"/proc/{process}/stat";
        if (!File.Exists(file))
            return 0;
        var text = File.ReadAllText(file);
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
    }
}
