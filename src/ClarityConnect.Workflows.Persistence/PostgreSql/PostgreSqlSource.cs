using Npgsql;

namespace ClarityConnect.Workflows.Persistence.PostgreSql;

/// <summary>The connections to PostgreSQL.</summary>
internal static class PostgreSqlSource
{
    /// <summary>
    /// Statements are prepared when they are used the second time, unless the connection string says otherwise. Connections are not reset when
    /// they are given back, which would cost seven statements and a transaction each time: an open transaction is rolled back all the same, and
    /// nothing here leaves other state behind.
    /// </summary>
    public static NpgsqlDataSource Create(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (settings.MaxAutoPrepare == 0) (settings.MaxAutoPrepare, settings.AutoPrepareMinUsages) = (200, 2);
        settings.NoResetOnClose = true;
        settings.ApplicationName ??= "ClarityConnect";
        return NpgsqlDataSource.Create(settings.ConnectionString);
    }
}
