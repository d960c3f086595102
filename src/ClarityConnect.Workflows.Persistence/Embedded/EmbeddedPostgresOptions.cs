namespace ClarityConnect.Workflows.Persistence.Embedded;

/// <summary>How the server's own PostgreSQL is run.</summary>
public sealed record EmbeddedPostgresOptions
{
    /// <summary>
    /// The server's data folder; made if missing. It holds <c>server.lock</c>, <c>server.pid</c>, <c>postgres.password</c> and either the
    /// database itself in <c>postgres/</c> or, where the database's user cannot enter this folder, <c>postgres.location</c>
    /// with the path where it is kept instead (see <see cref="SystemFolder"/>).
    /// </summary>
    public required string DataFolder { get; init; }

    /// <summary>The database that <see cref="EmbeddedPostgres.ConnectionString"/> names; made if missing.</summary>
    /// <value><c>clarity</c></value>
    public string DatabaseName { get; init; } = "clarity";

    /// <summary>The TCP port on 127.0.0.1.</summary>
    /// <value><see langword="null"/>: any free port, another one at each start.</value>
    public int? Port { get; init; }

    /// <summary>
    /// The user that PostgreSQL runs as when this process is root, which PostgreSQL itself refuses to be. It must be in
    /// <c>/etc/passwd</c>. Without meaning when this process is not root: PostgreSQL then runs as the same user.
    /// </summary>
    /// <value><c>nobody</c></value>
    public string RunAsUser { get; init; } = "nobody";

    /// <summary>How long one start of PostgreSQL, recovery included, may take.</summary>
    /// <value>60 seconds</value>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Whether a commit is on disk when it is acknowledged. <see langword="false"/> switches fsync off: a power cut can destroy
    /// the whole database. For tests only.
    /// </summary>
    /// <value><see langword="true"/></value>
    public bool Durable { get; init; } = true;

    /// <summary>A PostgreSQL installation (the folder with <c>bin/</c>, <c>lib/</c> and <c>share/</c>) to use instead of the one that was built.</summary>
    /// <value><see langword="null"/>: <c>embedded-postgres/</c> beside the program, else what <c>embedded-postgres.path</c> beside it names.</value>
    public string? BinariesFolder { get; init; }

    /// <summary>
    /// Only used when this process is root: where binaries are copied, and databases are kept, that <see cref="RunAsUser"/> cannot reach
    /// where they are, typically because they lie under <c>/root</c>.
    /// </summary>
    /// <value><c>/var/lib/clarityconnect-workflows</c></value>
    public string SystemFolder { get; init; } = "/var/lib/clarityconnect-workflows";
}
