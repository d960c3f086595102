using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors;
using ClarityConnect.Workflows.Console;
using ClarityConnect.Workflows.Console.Access;
using ClarityConnect.Workflows.Console.People;
using ClarityConnect.Workflows.Engine;
using ClarityConnect.Workflows.Engine.Access;
using ClarityConnect.Workflows.Engine.Agents;
using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Mappings;
using ClarityConnect.Workflows.Engine.Plugins;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Engine.Reconciliations;
using ClarityConnect.Workflows.Engine.References;
using ClarityConnect.Workflows.Engine.Reviews;
using ClarityConnect.Workflows.Engine.Secrets;
using ClarityConnect.Workflows.Engine.Templates;
using ClarityConnect.Workflows.Testing.Stores;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.IntegrationTests.Console;

/// <summary>The pages on a loopback address, with the real engine on stores in memory.</summary>
public sealed class ConsoleHost : IAsyncDisposable
{
    /// <summary>The password of every user.</summary>
    public const string Password = "correct-Horse-7";

    private readonly WebApplication app;

    private readonly ConcurrentQueue<string> changes;

    private ConsoleHost(WebApplication app, ConcurrentQueue<string> changes) => (this.app, this.changes) = (app, changes);

    public Uri Address { get; private set; } = null!;

    internal WorkflowRuntime Runtime => app.Services.GetRequiredService<WorkflowRuntime>();

    internal IMappingTableStore Mappings => app.Services.GetRequiredService<IMappingTableStore>();

    internal IInstanceReader Instances => app.Services.GetRequiredService<IInstanceReader>();

    internal IDefinitionStore Definitions => app.Services.GetRequiredService<IDefinitionStore>();

    internal IConnectionStore Connections => app.Services.GetRequiredService<IConnectionStore>();

    internal IReferenceStore References => app.Services.GetRequiredService<IReferenceStore>();

    internal IReviewStore Reviews => app.Services.GetRequiredService<IReviewStore>();

    internal IReconciliationStore Reconciliations => app.Services.GetRequiredService<IReconciliationStore>();

    /// <summary>What the pages have noted for the audit log, as "action: subject".</summary>
    public IReadOnlyCollection<string> Changes => changes;

    internal LedgerMonth Month => app.Services.GetRequiredService<LedgerMonth>();

    public static async Task<ConsoleHost> StartAsync(string url = "http://127.0.0.1:0", LogLevel level = LogLevel.None, string? templates = null, string? plugins = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(url);
        builder.Logging.SetMinimumLevel(level);
        var stores = new InMemoryStores(TimeProvider.System);
        var services = builder.Services;
        services.AddSingleton<IExecutionStore>(stores.Execution);
        services.AddSingleton<IDefinitionStore>(stores.Definitions);
        services.AddSingleton<IInstanceReader>(stores.Instances);
        services.AddSingleton<IConnectionStore>(stores.Connections);
        services.AddSingleton<IMappingTableStore>(stores.MappingTables);
        services.AddSingleton<IApiKeyStore>(new InMemoryApiKeyStore(TimeProvider.System));
        services.AddSingleton<ISecretStore>(stores.Secrets);
        services.AddSingleton<IReferenceStore>(stores.References);
        services.AddSingleton<IReviewStore>(stores.Reviews);
        services.AddSingleton<IAgentTaskStore>(stores.AgentTasks);
        services.AddSingleton<IReconciliationStore>(stores.Reconciliations);
        services.AddSingleton<LedgerMonth>();
        services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        services.Configure<WorkerOptions>(options => options.IsAlone = true);
        services.AddClarityWorkflows([typeof(PostToLedger), .. ConnectorCatalog.Activities], [typeof(VaultConnection), .. ConnectorCatalog.ConnectionTypes]);
        if (templates is not null)
            services.Configure<TemplateOptions>(options => options.Folder = templates);
        services.Configure<PluginOptions>(options => options.Folder = plugins);
        services.AddIdentity<IdentityUser, IdentityRole>(options =>
            {
                options.Lockout.MaxFailedAccessAttempts = 3;
                options.Password = new PasswordOptions { RequiredLength = 12, RequireDigit = false, RequireLowercase = false, RequireNonAlphanumeric = false, RequireUppercase = false };
            })
            .AddDefaultTokenProviders();
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = TimeSpan.Zero);
        // Hundreds of sign-ins; what protects real passwords is not under test.
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = 10);
        var users = new MemoryUsers();
        services.AddSingleton<IUserStore<IdentityUser>>(users);
        services.AddSingleton<IRoleStore<IdentityRole>>(users);
        services.AddAuthorization();
        services.AddClarityConsole();
        var app = builder.Build();
        var changes = new ConcurrentQueue<string>();
        app.Use(async (context, next) =>
        {
            await next(context);
            if (context.Features.Get<PageChange>() is { } change)
                changes.Enqueue($"{change.Action}: {change.Subject}");
        });
        app.UseAuthentication();
        app.Use((context, next) => OneTimePassword.RequireChangeAsync(context, next));
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapClarityConsole();
        await app.StartAsync();
        var host = new ConsoleHost(app, changes)
        {
            Address = new Uri(app.Urls.First()),
        };
        foreach (var role in (string[])["Viewer", "Operator", "Designer", "Administrator"])
            await host.AddUserAsync(role.ToLowerInvariant(), role);
        await host.AddUserAsync("nobody");
        return host;
    }

    public async Task AddUserAsync(string name, params string[] roles)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<IdentityUser>>();
        var user = new IdentityUser(name) { LockoutEnabled = true };
        await Succeed(users.CreateAsync(user, Password));
        foreach (var role in roles)
            await Succeed(users.AddToRoleAsync(user, role));
    }

    public async Task PublishAsync(string definition) =>
        await app.Services.GetRequiredService<DefinitionPublisher>().SaveAsync(DefinitionDocument.Parse(definition), publish: true, CancellationToken.None);

    /// <summary>Starts an instance and waits until its first burst is over.</summary>
    public async Task<string> RunAsync(string definitionId, string? name = null, string? correlationId = null, object? input = null)
    {
        var id = app.Services.GetRequiredService<IdGenerator>().Next();
        var burst = app.Services.GetRequiredService<InstanceEvents>().NextBurst(id);
        await Runtime.StartAsync(
            new StartRequest(definitionId)
            {
                InstanceId = id,
                Name = name,
                CorrelationId = correlationId,
                Input = input is null ? null : JsonSerializer.SerializeToElement(input).EnumerateObject().ToDictionary(member => member.Name, member => member.Value),
            },
            CancellationToken.None);
        await burst.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        return id;
    }

    /// <summary>What the next committed burst of an instance comes to; call it before what causes the burst.</summary>
    public Task<InstanceStatus> NextBurst(string instanceId) => app.Services.GetRequiredService<InstanceEvents>().NextBurst(instanceId);

    public Task SaveConnectionAsync(string name, string user, string password) =>
        SaveConnectionAsync(name, "vault", new JsonObject { ["user"] = user, ["password"] = password });

    public Task SaveConnectionAsync(string name, string type, JsonObject fields) =>
        app.Services.GetRequiredService<ConnectionDirectory>().SaveAsync(name, type, fields, CancellationToken.None);

    internal SecretDirectory Secrets => app.Services.GetRequiredService<SecretDirectory>();

    /// <summary>A browser without scripts: cookies, forms, no redirects by itself.</summary>
    public Visitor Visit() => new(Address);

    public async Task<Visitor> SignInAsync(string user, string password = Password)
    {
        var visitor = Visit();
        var page = await visitor.GetAsync("/sign-in");
        var answer = await visitor.SubmitAsync(page, "Sign in", ("userName", user), ("password", password));
        return answer.Status == HttpStatusCode.Found ? visitor : throw new InvalidOperationException($"'{user}' could not sign in: {answer.Text}");
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static async Task Succeed(Task<IdentityResult> result)
    {
        if (!(await result).Succeeded)
            throw new InvalidOperationException(string.Join(" ", (await result).Errors.Select(error => error.Description)));
    }
}
