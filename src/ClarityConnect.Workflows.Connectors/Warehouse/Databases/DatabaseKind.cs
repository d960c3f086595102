namespace ClarityConnect.Workflows.Connectors.Warehouse.Databases;

/// <summary>What speaks at the other end of a database connection.</summary>
public enum DatabaseKind
{
    /// <summary>PostgreSQL.</summary>
    PostgreSql,

    /// <summary>Microsoft SQL Server or Azure SQL.</summary>
    SqlServer,
}
