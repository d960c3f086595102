using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Queue.RabbitMq;
using ClarityConnect.Workflows.IntegrationTests.Embedded;
using ClarityConnect.Workflows.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shouldly;

namespace ClarityConnect.Workflows.IntegrationTests.RabbitMq;

/// <summary>One of several servers on one database and one broker.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Node(WebApplication app, RecordedLog log)
    {
        _app = app;
        Log = log;
        app.Services.GetRequiredService<InstanceEvents>().Committed += (id, status) =>
        {
            Bursts.AddOrUpdate(id, 1, (_, count) => count + 1);
            if (status is not InstanceStatus.Suspended) Ended.Enqueue((id, status));
        };
    }

    public RecordedLog Log { get; }

    public WorkflowRuntime Runtime => _app.Services.GetRequiredService<WorkflowRuntime>();

    public IInstanceReader Instances => _app.Services.GetRequiredService<IInstanceReader>();

    public Gates Gates => _app.Services.GetRequiredService<Gates>();

    /// <summary>How many bursts of each instance this node committed.</summary>
    public ConcurrentDictionary<string, int> Bursts { get; } = [];

    /// <summary>What ended on this node.</summary>
    public ConcurrentQueue<(string Id, InstanceStatus Status)> Ended { get; } = [];

    public bool IsConnected => _app.Services.GetRequiredService<RabbitMqRelay>().AwaySince is null;

    public static async Task<Node> StartAsync(string database, RabbitMqBroker broker, string queue, string patience, CancellationToken ct)
    {
        var log = new RecordedLog();
        var settings = ServerSettings.From(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["urls"] = "http://127.0.0.1:0",
                ["Clarity:BootstrapApiKey"] = "a-key-of-the-relays-tests",
                ["Clarity:RabbitMq:Uri"] = broker.Uri,
                ["Clarity:RabbitMq:Queue"] = queue,
                ["Clarity:RabbitMq:Patience"] = patience,
                ["Database:ConnectionString"] = database,
                ["Logging:Console:LogLevel:Default"] = "None",
                ["Logging:LogLevel:Default"] = "Warning",
                ["Logging:LogLevel:ClarityConnect"] = "Information",
            })
            .Build());
        var app = await ServerHost.BuildAsync(
            settings,
            builder =>
            {
                builder.Logging.AddProvider(log);
                builder.Services.AddSingleton<Gates>();
                builder.Services.AddSingleton(new ActivityRegistry([.. BuiltInActivities.Types, typeof(WaitAtGate)]));
            },
            ct);
        var node = new Node(app, log);
        await app.StartAsync(ct);
        await Eventually.IsTrueAsync(() => node.IsConnected, ct);
        return node;
    }

    public Task PublishAsync(JsonObject definition, CancellationToken ct) =>
        _app.Services.GetRequiredService<DefinitionPublisher>().SaveAsync(DefinitionDocument.Parse(definition.ToJsonString()), publish: true, ct);

    public async Task<string> StartAsync(string definitionId, CancellationToken ct) =>
        (await Runtime.StartAsync(new StartRequest(definitionId), ct)).ShouldNotBeNull();

    public async Task<JsonNode> HealthAsync(CancellationToken ct)
    {
        using var client = new HttpClient();
        return JsonNode.Parse(await client.GetStringAsync(new Uri($"{_app.Urls.Single()}/health/ready"), ct))!;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
