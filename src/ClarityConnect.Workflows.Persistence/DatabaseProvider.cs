namespace ClarityConnect.Workflows.Persistence;

/// <summary>The databases that are supported.</summary>
public enum DatabaseProvider
{
    /// <summary>PostgreSQL 15 or later.</summary>
    PostgreSql,

    /// <summary>SQL Server 2019 or later, Azure SQL.</summary>
    SqlServer,
}
