using System.Net.Http.Headers;
using System.Reflection;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Plugins;
using ClarityConnect.Workflows.IntegrationTests.Api;
using ClarityConnect.Workflows.Sdk.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Plugins;

/// <summary>A real server with a drop-in folder of its own, and the plugins that were built beside the tests.</summary>
internal sealed class PluginServer : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private WebApplication app = null!;

    private PluginServer(string? existing) => Folder = existing ?? Path.Combine(folder.Path, "plugins");

    public string Folder { get; }

    public HttpClient Client { get; private set; } = null!;

    public IServiceProvider Services => app.Services;

    public PluginDirectory Plugins => Services.GetRequiredService<PluginDirectory>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="postgres">Where its database is.</param>
    /// <param name="prepare">What is dropped before it starts.</param>
    /// <param name="existing">The drop-in folder of another server; null for one of its own.</param>
    public static async Task<PluginServer> StartAsync(PostgresFixture postgres, Action<PluginServer>? prepare = null, string? existing = null)
    {
        var server = new PluginServer(existing);
        prepare?.Invoke(server);
        server.app = await RunningServer.StartAsync(
            postgres, ("Plugins:Folder", server.Folder), ("Plugins:QuietTime", "00:00:00.1"), ("Plugins:LoadTimeLimit", "00:00:02"));
        server.Client = new HttpClient { BaseAddress = new Uri(server.app.Urls.Single()), Timeout = TimeSpan.FromSeconds(60) };
        server.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("ApiKey", RunningServer.AdministratorKey);
        return server;
    }

    /// <summary>Where the build put a plugin: one of the tests, or one of those that are there to be copied.</summary>
    public static string Built(string plugin)
    {
        var folders = typeof(PluginServer).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Where(item => item.Key is "Plugins" or "PluginToCopy")
            .OrderByDescending(item => item.Key == "PluginToCopy")
            .Select(item => item.Value!.Replace("{plugin}", plugin, StringComparison.Ordinal));
        return folders.First(Directory.Exists);
    }

    /// <summary>Copies a built plugin, as an administrator would, and lets the caller spoil it before.</summary>
    public string Drop(string plugin, string? name = null, Action<string>? change = null)
    {
        var staged = Path.Combine(folder.Path, Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(staged);
        foreach (var file in Directory.GetFiles(Built(plugin)))
            File.Copy(file, Path.Combine(staged, Path.GetFileName(file)));
        change?.Invoke(staged);
        var target = Path.Combine(Folder, name ?? plugin);
        Directory.CreateDirectory(target);
        foreach (var file in Directory.GetFiles(staged))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)), overwrite: true);
        return target;
    }

    public async Task<PluginView> ReachesAsync(string id, Func<PluginView, bool> isSo)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (Plugins.Find(id) is { } view && isSo(view))
                return view;
            TimeProvider.System.GetElapsedTime(since).ShouldBeLessThan(TimeSpan.FromSeconds(30), string.Join('\n', Plugins.All));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Token);
        }
    }

    public Task<PluginView> LoadedAsync(string id, string version) => ReachesAsync(id, plugin => plugin.State == PluginState.Loaded && plugin.Version == version);

    public Task<PluginView> FailedAsync(string id) => ReachesAsync(id, plugin => plugin.State == PluginState.Failed);

    public async Task GoneAsync(string id)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (Plugins.Find(id) is not null)
        {
            TimeProvider.System.GetElapsedTime(since).ShouldBeLessThan(TimeSpan.FromSeconds(30));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Token);
        }
    }

    /// <summary>The descriptors that the designer's toolbox is filled with, of one type.</summary>
    public async Task<JsonObject[]> DescriptorsAsync(string typeName)
    {
        var all = await Client.GetJsonAsync("/elsa/api/descriptors/activities");
        return [.. all["items"]!.AsArray().Select(item => item!.AsObject()).Where(item => item["typeName"]!.GetValue<string>() == typeName)];
    }

    /// <summary>Starts a published workflow.</summary>
    public async Task<(string Id, string SubStatus)> RunAsync(string definitionId)
    {
        using var response = await Client.PostTextAsync($"/elsa/api/workflow-definitions/{definitionId}/execute", "{}");
        var state = JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!["workflowState"]!;
        return (state["id"]!.GetValue<string>(), state["subStatus"]!.GetValue<string>());
    }

    public async Task<JsonObject> OutputsAsync(string instanceId, string activityId)
    {
        var executions = await Client.GetJsonAsync($"/elsa/api/activity-executions/list?WorkflowInstanceId={instanceId}&ActivityNodeId=Workflow1:Flowchart1:{activityId}");
        return executions["items"]![0]!["outputs"]!.AsObject();
    }

    /// <summary>Waits until an instance has an incident that is open, and gives its message.</summary>
    public async Task<string> IncidentAsync(string instanceId)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var instance = await Client.GetJsonAsync($"/elsa/api/workflow-instances/{instanceId}");
            if (instance["workflowState"]!["incidents"]!.AsArray().FirstOrDefault(incident => !incident!["isResolved"]!.GetValue<bool>()) is { } open)
            {
                instance["subStatus"]!.GetValue<string>().ShouldBe("Suspended");
                return open["message"]!.GetValue<string>();
            }

            TimeProvider.System.GetElapsedTime(since).ShouldBeLessThan(TimeSpan.FromSeconds(30), instance.ToJsonString());
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Token);
        }
    }

    public Task ApproveAsync(string subject, string by) =>
        Services.GetRequiredService<WorkflowRuntime>().PublishAsync("Acme.Approved", subject, null, "test", WorkflowJson.ToElement(by));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync(Token);
        await app.DisposeAsync();
        folder.Dispose();
    }
}
