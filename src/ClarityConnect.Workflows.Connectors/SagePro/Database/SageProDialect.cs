namespace ClarityConnect.Workflows.Connectors.SagePro.Database;

/// <summary>The kind of database that holds the staging tables and the company's tables.</summary>
public enum SageProDialect
{
    /// <summary>Microsoft SQL Server, as the SQL edition of Sage Pro uses it.</summary>
    SqlServer,

    /// <summary>PostgreSQL, for copies of the company's tables and for trying things out.</summary>
    PostgreSql,
}
