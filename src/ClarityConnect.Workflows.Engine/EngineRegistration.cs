using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Activities.Flow;
using ClarityConnect.Workflows.Engine.Agents;
using ClarityConnect.Workflows.Engine.Cases;
using ClarityConnect.Workflows.Engine.Choices;
using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Definitions.Checks;
using ClarityConnect.Workflows.Engine.Definitions.Dependencies;
using ClarityConnect.Workflows.Engine.Definitions.Imports;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Http;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Engine.Payloads;
using ClarityConnect.Workflows.Engine.Plugins;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Engine.Queue.RabbitMq;
using ClarityConnect.Workflows.Engine.References;
using ClarityConnect.Workflows.Engine.Retention;
using ClarityConnect.Workflows.Engine.Reviews;
using ClarityConnect.Workflows.Engine.Schedules;
using ClarityConnect.Workflows.Engine.Scripting;
using ClarityConnect.Workflows.Engine.Secrets;
using ClarityConnect.Workflows.Engine.Snapshots;
using ClarityConnect.Workflows.Engine.Templates;
using ClarityConnect.Workflows.Engine.Trials;
using ClarityConnect.Workflows.Engine.Upgrades;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClarityConnect.Workflows.Engine;

/// <summary>Registers the engine.</summary>
public static class EngineRegistration
{
    /// <summary>Adds the engine with its background services. Stores, connectors and Data Protection are registered by the host.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="activities">Further activity classes.</param>
    /// <param name="connectionTypes">The connection types.</param>
    public static IServiceCollection AddClarityWorkflows(this IServiceCollection services, IEnumerable<Type> activities, IEnumerable<Type> connectionTypes)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Random.Shared);
        services.AddOptions<WorkerOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<RetryOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<FlowchartOptions>();
        services.AddOptions<HttpOptions>();
        services.AddOptions<JournalOptions>();
        services.AddOptions<RetentionOptions>();
        services.AddOptions<ScriptRunnerOptions>();
        services.AddOptions<TemplateOptions>();
        services.AddSingleton(new ActivityRegistry(BuiltInActivities.Types.Concat(activities)));
        services.AddSingleton(new ConnectionTypes(connectionTypes));
        services.AddSingleton<IdGenerator>();
        services.AddOptions<PluginOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<KnownPlugins>();
        services.AddSingleton<ReturnedTriggers>();
        services.AddSingleton<PluginDirectory>();
        services.AddSingleton<DefinitionCompiler>();
        services.AddSingleton<CompiledWorkflowCache>();
        services.AddSingleton<TriggerEvaluator>();
        services.AddSingleton<TriggerIndex>();
        services.AddSingleton<TriggerPlanner>();
        services.AddSingleton<ReferenceChecks>();
        services.AddSingleton<DefinitionValidator>();
        services.AddSingleton<DefinitionGraph>();
        services.AddSingleton<DefinitionPublisher>();
        services.TryAddSingleton<ReadDefinition>(_ => DefinitionDocument.Parse);
        services.AddSingleton<DefinitionImporter>();
        services.AddSingleton<TemplateLibrary>();
        services.AddSingleton<TemplateUse>();
        services.AddSingleton<InputChoices>();
        services.AddSingleton<AgentBell>();
        services.AddSingleton<AgentTasks>();
        services.AddSingleton<AgentReports>();
        services.AddSingleton<ConnectionSettings>();
        services.AddSingleton<ConnectionDirectory>();
        services.AddSingleton<SecretDirectory>();
        services.AddSingleton(provider => new ActivityTrials(provider.GetRequiredService<DefinitionCompiler>(), provider.GetRequiredService<BurstServices>()));
        services.AddSingleton<PayloadLoader>();
        services.AddSingleton<Committer>();
        services.AddSingleton<InboxWriter>();
        services.AddSingleton<InstanceEvents>();
        services.AddSingleton<HttpReplies>();
        services.AddSingleton<HttpRouteTable>();
        services.AddSingleton<DownloadStore>();
        services.AddSingleton<HttpEndpoints>();
        services.AddSingleton<WebhookEndpoints>();
        services.AddSingleton<WorkflowHttpClient>();
        services.AddSingleton<WorkflowRuntime>();
        services.AddSingleton<CaseRecorder>();
        services.AddSingleton<ReferenceDirectory>();
        services.AddSingleton<ReviewDesk>();
        services.AddSingleton<ClaimUpgrade>();
        services.AddSingleton<InstanceUpgrades>();
        services.AddSingleton<BulkActions>();
        services.AddSingleton<InstanceSnapshots>();
        services.AddSingleton<BurstWorker>();
        services.AddSingleton(provider => new ScriptRunnerPool(
            provider.GetRequiredService<IOptions<ScriptRunnerOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ScriptRunnerPool>>()));
        services.AddSingleton(provider => new BurstServices(
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IdGenerator>(),
            provider.GetRequiredService<ScriptRunnerPool>(),
            provider.GetRequiredService<PayloadLoader>(),
            provider.GetRequiredService<ConnectionDirectory>(),
            provider.GetRequiredService<SecretDirectory>(),
            provider.GetRequiredService<Committer>(),
            provider.GetRequiredService<IOptions<RetryOptions>>().Value,
            provider.GetRequiredService<Random>(),
            provider,
            provider.GetRequiredService<ILoggerFactory>().CreateLogger("ClarityConnect.Workflows.Activities")));

        // First, so that nothing is claimed before the activities are there that it needs.
        services.AddHostedService<PluginStart>();

        // In this order: the node must be registered before anything claims work, and claims stop before the node goes.
        AddBackground<NodeLease>(services);
        AddBackground<Dispatcher>(services);
        AddBackground<Correlator>(services);
        AddBackground<Scheduler>(services);
        AddBackground<Pruner>(services);
        services.AddHostedService<EngineStart>();
        AddBackground<PluginWatcher>(services);
        return services;
    }

    /// <summary>Has RabbitMQ distribute the work among the nodes. To be called after the engine was added, so that it is stopped before it.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Says where the broker is.</param>
    public static IServiceCollection UseRabbitMq(this IServiceCollection services, Action<RabbitMqOptions> configure)
    {
        services.AddOptions<RabbitMqOptions>()
            .Configure(configure)
            .ValidateDataAnnotations()
            .Validate(
                options => options.HasUsableUri,
                "Clarity:RabbitMq:Uri is no address of a broker. Write it as amqp://user:password@host:5672/virtual-host, or with amqps:// for TLS.")
            .ValidateOnStart();
        AddBackground<RabbitMqRelay>(services);
        return services;
    }

    private static void AddBackground<T>(IServiceCollection services)
        where T : class, Microsoft.Extensions.Hosting.IHostedService
    {
        services.AddSingleton<T>();
        services.AddHostedService(provider => provider.GetRequiredService<T>());
    }
}
