using System.Data.Common;
using Microsoft.Data.SqlClient;
using Npgsql;

namespace ClarityConnect.Workflows.Server.Hosting;

/// <summary>The database drivers that connectors find by name, since they know none themselves.</summary>
internal static class DatabaseDrivers
{
    public static void Register()
    {
        DbProviderFactories.RegisterFactory("Npgsql", NpgsqlFactory.Instance);
        DbProviderFactories.RegisterFactory("Microsoft.Data.SqlClient", SqlClientFactory.Instance);
    }
}
