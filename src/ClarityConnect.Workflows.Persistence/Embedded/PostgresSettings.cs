using System.Globalization;

namespace ClarityConnect.Workflows.Persistence.Embedded;

/// <summary>
/// The settings the server is started with: for a small machine with durable commits, where the queue tables are small and change all the
/// time. They are given on the command line, so that they always are those of this version of the program.
/// (https://www.postgresql.org/docs/18/runtime-config.html)
/// </summary>
internal static class PostgresSettings
{
    private static readonly string[] Common =
    [
        "shared_buffers=128MB",
        "jit=off", // the statements are small; compiling them costs more than it saves
        "random_page_cost=1.1",

        "max_wal_size=1GB",
        "min_wal_size=128MB",
        "wal_compression=on",

        // Look at queue tables often, and clean them when hundreds of rows are dead rather than a fifth of the table.
        "autovacuum_naptime=15s",
        "autovacuum_vacuum_threshold=500",
        "autovacuum_vacuum_scale_factor=0.02",
        "autovacuum_analyze_threshold=500",
        "autovacuum_analyze_scale_factor=0.05",
        "autovacuum_vacuum_cost_limit=1000",

        // One file a weekday, written anew a week later. Statements, parameters and keys stay out: they hold people's data.
        "logging_collector=on",
        "log_destination=stderr",
        "log_filename=postgresql-%a.log",
        "log_rotation_age=1d",
        "log_rotation_size=0",
        "log_truncate_on_rotation=on",
        "log_line_prefix=%m [%p] ",
        "log_checkpoints=off",
        "log_error_verbosity=terse",
        "log_min_error_statement=panic",

        "timezone=UTC",
        "log_timezone=UTC",
    ];

    private static readonly string[] Durable = ["max_connections=100", "fsync=on", "synchronous_commit=on", "full_page_writes=on"];

    // Tests have many small databases, each with a pool.
    private static readonly string[] Volatile = ["max_connections=400", "fsync=off", "synchronous_commit=off", "full_page_writes=off"];

    /// <summary>The server's command line.</summary>
    public static IEnumerable<string> Arguments(ClusterHome home, int port, bool durable)
    {
        var settings = Common.Concat(durable ? Durable : Volatile).Concat(
        [
            "listen_addresses=127.0.0.1",
            $"port={port.ToString(CultureInfo.InvariantCulture)}",
            $"unix_socket_directories={(home.SocketFolder is { } folder ? $"\"{folder}\"" : "")}",
            "unix_socket_permissions=0700",
            $"log_directory={home.Log}",
        ]);
        return new[] { "-D", home.Cluster }.Concat(settings.SelectMany(s => new[] { "-c", s }));
    }
}
