using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using ClarityConnect.Workflows.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ClarityConnect.Workflows.Benchmarks.Load;

/// <summary>Describes what the numbers were measured on.</summary>
internal static class Machine
{
    public static string Load => File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ')[..3]) : "unknown";

    public static async Task<string> DescribeAsync(IServiceProvider services)
    {
        await using var connection = new NpgsqlConnection(services.GetRequiredService<DatabaseOptions>().ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select current_setting('server_version'), current_setting('fsync'), current_setting('synchronous_commit')", connection);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024);
        var node = await NodeAsync();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores, {memory:0} GiB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, PostgreSQL {reader.GetString(0)} (embedded, fsync {reader.GetString(1)}, synchronous_commit {reader.GetString(2)}), Node {node}");
    }

    private static async Task<string> NodeAsync()
    {
        using var node = Process.Start(new ProcessStartInfo("node", "--version") { RedirectStandardOutput = true })!;
        var version = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return version.Trim();
    }
}
