using ClarityConnect.Workflows.Connectors;
using ClarityConnect.Workflows.Console;
using ClarityConnect.Workflows.Engine;
using ClarityConnect.Workflows.Engine.Activities.Flow;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Http;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Engine.Plugins;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Engine.Retention;
using ClarityConnect.Workflows.Engine.Scripting;
using ClarityConnect.Workflows.Engine.Templates;
using ClarityConnect.Workflows.Server.Agents;
using ClarityConnect.Workflows.Server.Api;
using ClarityConnect.Workflows.Server.CommandLine;
using ClarityConnect.Workflows.Server.Health;
using ClarityConnect.Workflows.Server.Security;
using ClarityConnect.Workflows.Studio;

namespace ClarityConnect.Workflows.Server.Hosting;

/// <summary>Builds the server: database first, then stores, engine, API and pages.</summary>
public static class ServerHost
{
    /// <summary>
    /// Takes the data folder, starts the database, brings its tables up to date and builds the server. Nothing listens and no workflow runs
    /// before the application is started. Disposing the application stops the database.
    /// </summary>
    /// <param name="settings">What the server is started with.</param>
    /// <param name="configure">Further services or changed options; null for none.</param>
    /// <param name="cancellationToken">Cancels the start of the database.</param>
    /// <exception cref="Persistence.Embedded.DataFolderInUseException">Another server has the data folder.</exception>
    /// <exception cref="Persistence.Embedded.EmbeddedPostgresException">The database cannot be started.</exception>
    public static async Task<WebApplication> BuildAsync(
        ServerSettings settings,
        Action<WebApplicationBuilder>? configure = null,
        CancellationToken cancellationToken = default)
    {
        DatabaseDrivers.Register();
        var began = TimeProvider.System.GetTimestamp();
        using var loggers = LoggerFactory.Create(logging => ConfigureLogging(logging, settings));
        // PostgreSQL and the script runners take longer than all else, so both come up while the rest is built.
        var starting = Task.Run(
            () => ServerDatabase.StartAsync(settings, loggers.CreateLogger("ClarityConnect.Workflows.Database"), cancellationToken),
            cancellationToken);
        var warming = Task.Run(DatabaseWarmUp.Run, CancellationToken.None);
        WebApplication app;
        try
        {
            app = Build(settings, starting, configure);
        }
        catch
        {
            await EndAsync(starting);
            throw;
        }

        try
        {
            // What a plugin does while it is loaded ends up in its report, never here.
            _ = app.Services.GetRequiredService<PluginDirectory>().StartAsync();
            _ = app.Services.GetRequiredService<ScriptRunnerPool>().StartAsync(CancellationToken.None)
                .ContinueWith(static failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            var database = await starting;
            await warming;
            // What the pipeline resolves may already want to connect.
            var preparing = ServerStores.PrepareAsync(app.Services, database, cancellationToken);
            ConfigurePipeline(app);
            await preparing;
            await FirstStart.RunAsync(app.Services, settings, cancellationToken);
            app.Lifetime.ApplicationStarted.Register(() => StartReport.Write(app, began));
            return app;
        }
        catch
        {
            await EndAsync(starting);
            await app.DisposeAsync();
            throw;
        }
    }

    private static WebApplication Build(ServerSettings settings, Task<ServerDatabase> database, Action<WebApplicationBuilder>? configure)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(ServerHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddConfiguration(settings.Configuration);
        builder.Logging.ClearProviders();
        ConfigureLogging(builder.Logging, settings);
        builder.WebHost.UseUrls([.. settings.Addresses]);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);

        // First, so that it is stopped last.
        builder.Services.AddHostedService(_ => database.GetAwaiter().GetResult());
        builder.Services.AddRouting();
        builder.Services.AddApiErrors();
        ConfigureEngine(builder.Services, settings);
        ServerStores.Add(builder.Services, settings);
        builder.Services.AddClarityWorkflows(ConnectorCatalog.Activities, ConnectorCatalog.ConnectionTypes);
        if (settings.UsesRabbitMq)
            builder.Services.UseRabbitMq(settings.Configuration.GetSection(ServerSettings.RabbitMqSection).Bind);
        builder.Services.AddServerSecurity();
        builder.Services.AddServerHealth(settings);
        builder.Services.AddServerApi();
        builder.Services.AddClarityStudio();
        builder.Services.AddClarityConsole();
        configure?.Invoke(builder);
        return builder.Build();
    }

    private static void ConfigurePipeline(WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseApiErrors();
        app.UseServerSecurity();
        app.MapServerHealth();
        app.MapServerApi();
        app.MapAgentEndpoints();
        app.MapClarityStudio();
        app.MapClarityConsole(typeof(StudioRegistration).Assembly);
        app.MapWorkflowEndpoints();
    }

    private static void ConfigureEngine(IServiceCollection services, ServerSettings settings)
    {
        var configuration = settings.Configuration;
        services.Configure<WorkerOptions>(worker =>
        {
            worker.IsAlone = settings.ConnectionString is null;
            configuration.GetSection("Worker").Bind(worker);
        });
        services.Configure<RetryOptions>(configuration.GetSection("Retry"));
        services.Configure<FlowchartOptions>(configuration.GetSection("Flowchart"));
        services.Configure<HttpOptions>(configuration.GetSection("Http"));
        services.Configure<JournalOptions>(configuration.GetSection("Journal"));
        services.Configure<RetentionOptions>(configuration.GetSection("Retention"));
        services.Configure<ScriptRunnerOptions>(configuration.GetSection("JavaScript"));
        services.Configure<TemplateOptions>(configuration.GetSection("Templates"));
        services.Configure<PluginOptions>(settings.Bind);
    }

    private static void ConfigureLogging(ILoggingBuilder logging, ServerSettings settings)
    {
        logging.AddConfiguration(settings.Configuration.GetSection("Logging"));
        logging.AddSimpleConsole(ServerProgram.ConfigureConsole);
    }

    private static async Task EndAsync(Task<ServerDatabase> starting)
    {
        await starting.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        if (starting.IsCompletedSuccessfully)
            await starting.Result.DisposeAsync();
    }
}
