namespace ClarityConnect.Workflows.Persistence;

/// <summary>Which database, and how to reach it.</summary>
public sealed class DatabaseOptions
{
    /// <summary>The kind of database.</summary>
    /// <value>Default PostgreSQL.</value>
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.PostgreSql;

    /// <summary>The connection string. It is read when the first store is used, so that an embedded database may be started before.</summary>
    public string ConnectionString { get; set; } = "";
}
