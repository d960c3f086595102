using ClarityConnect.Workflows.Persistence;
using ClarityConnect.Workflows.Persistence.Schema;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace ClarityConnect.Workflows.Server.Hosting;

/// <summary>Registers the stores, and makes them ready once the database is there.</summary>
internal static class ServerStores
{
    public static void Add(IServiceCollection services, ServerSettings settings)
    {
        services.AddClarityPersistence(new DatabaseOptions { Provider = settings.DatabaseProvider, ConnectionString = settings.ConnectionString ?? "" });
        services.AddDataProtection().SetApplicationName("ClarityConnect.Workflows");
        services.AddOptions<KeyManagementOptions>().Configure<IXmlRepository>((keys, repository) => keys.XmlRepository = repository);
        if (settings.DatabaseProvider == DatabaseProvider.PostgreSql)
            services.AddHostedService<NewsOfOtherNodes>();
    }

    public static async Task PrepareAsync(IServiceProvider services, ServerDatabase database, CancellationToken cancellationToken)
    {
        services.GetRequiredService<DatabaseOptions>().ConnectionString = database.ConnectionString;
        await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancellationToken);
    }
}
