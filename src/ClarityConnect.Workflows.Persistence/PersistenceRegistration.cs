using ClarityConnect.Workflows.Engine.Access;
using ClarityConnect.Workflows.Engine.Agents;
using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Mappings;
using ClarityConnect.Workflows.Engine.Reconciliations;
using ClarityConnect.Workflows.Engine.References;
using ClarityConnect.Workflows.Engine.Reviews;
using ClarityConnect.Workflows.Engine.Secrets;
using ClarityConnect.Workflows.Persistence.Agents;
using ClarityConnect.Workflows.Persistence.Audit;
using ClarityConnect.Workflows.Persistence.Connections;
using ClarityConnect.Workflows.Persistence.Definitions;
using ClarityConnect.Workflows.Persistence.Instances;
using ClarityConnect.Workflows.Persistence.Mappings;
using ClarityConnect.Workflows.Persistence.PostgreSql;
using ClarityConnect.Workflows.Persistence.Reconciliations;
using ClarityConnect.Workflows.Persistence.Reviews;
using ClarityConnect.Workflows.Persistence.Schema;
using ClarityConnect.Workflows.Persistence.Secrets;
using ClarityConnect.Workflows.Persistence.Security;
using ClarityConnect.Workflows.Persistence.SqlServer;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace ClarityConnect.Workflows.Persistence;

/// <summary>Registers the stores.</summary>
public static class PersistenceRegistration
{
    /// <summary>
    /// Adds the stores of the engine, the context of users and roles, the API keys, the audit log, the migrator and, on PostgreSQL, the
    /// listener. Nothing connects before it is used.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="options">The database.</param>
    public static IServiceCollection AddClarityPersistence(this IServiceCollection services, DatabaseOptions options)
    {
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        if (options.Provider == DatabaseProvider.PostgreSql) AddPostgreSql(services, options);
        else AddSqlServer(services, options);
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<WorkflowDbContext>>().CreateDbContext());
        services.AddSingleton<DatabaseMigrator>();
        services.AddSingleton<IDefinitionStore, DefinitionStore>();
        services.AddSingleton<IInstanceReader, InstanceReader>();
        services.AddSingleton<IConnectionStore, ConnectionStore>();
        services.AddSingleton<IMappingTableStore, MappingTableStore>();
        services.AddSingleton<ISecretStore, SecretStore>();
        services.AddSingleton<IAgentTaskStore, AgentTaskStore>();
        services.AddSingleton<IReviewStore, ReviewStore>();
        services.AddSingleton<IReconciliationStore, ReconciliationStore>();
        services.AddSingleton<IXmlRepository, DataProtectionKeyRepository>();
        services.AddSingleton<ApiKeyStore>();
        services.AddSingleton<IApiKeyStore>(provider => provider.GetRequiredService<ApiKeyStore>());
        services.AddSingleton<AuditLog>();
        return services;
    }

    private static void AddPostgreSql(IServiceCollection services, DatabaseOptions options)
    {
        services.AddSingleton(_ => PostgreSqlSource.Create(options.ConnectionString));
        services.AddPooledDbContextFactory<PostgreSqlWorkflowDbContext>((provider, context) => context.UseNpgsql(
            provider.GetRequiredService<NpgsqlDataSource>(), postgres => postgres.MigrationsHistoryTable(DatabaseMigrator.HistoryTable)));
        services.AddSingleton<IDbContextFactory<WorkflowDbContext>>(provider =>
            new WorkflowContexts(provider.GetRequiredService<IDbContextFactory<PostgreSqlWorkflowDbContext>>().CreateDbContext));
        services.AddSingleton<IExecutionStore, PostgreSqlExecutionStore>();
        services.AddSingleton<IReferenceStore, PostgreSqlReferenceStore>();
        services.AddSingleton<PostgreSqlWorkListener>();
        services.AddHostedService(provider => provider.GetRequiredService<PostgreSqlWorkListener>());
    }

    private static void AddSqlServer(IServiceCollection services, DatabaseOptions options)
    {
        services.AddPooledDbContextFactory<SqlServerWorkflowDbContext>(context => context.UseSqlServer(
            options.ConnectionString, sqlServer => sqlServer.MigrationsHistoryTable(DatabaseMigrator.HistoryTable)));
        services.AddSingleton<IDbContextFactory<WorkflowDbContext>>(provider =>
            new WorkflowContexts(provider.GetRequiredService<IDbContextFactory<SqlServerWorkflowDbContext>>().CreateDbContext));
        services.AddSingleton<IExecutionStore, SqlServerExecutionStore>();
        services.AddSingleton<IReferenceStore, SqlServerReferenceStore>();
    }
}
