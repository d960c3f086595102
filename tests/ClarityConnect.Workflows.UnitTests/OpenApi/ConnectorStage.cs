using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.OpenApi;
using ClarityConnect.Workflows.OpenApi.Builds;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Testing.Workflows;
using ClarityConnect.Workflows.Tests.OpenApi;
using Microsoft.Extensions.DependencyInjection;

namespace ClarityConnect.Workflows.UnitTests.OpenApi;

/// <summary>A connector that was made of a description, the real engine, and the API played from the same description.</summary>
internal sealed class ConnectorStage : IAsyncDisposable
{
    // What takes longest is compiled once, however many tests need it.
    private static readonly ConcurrentDictionary<string, Lazy<(ConnectorSource Source, Type[] Types)>> Made = new(StringComparer.Ordinal);

    private readonly string ns;

    private ConnectorStage(string ns, ConnectorSource source, DescribedServer api, WorkflowHarness harness) => (this.ns, Source, Api, Harness) = (ns, source, api, harness);

    public ConnectorSource Source { get; }

    public DescribedServer Api { get; }

    public WorkflowHarness Harness { get; }

    /// <param name="file">The description.</param>
    /// <param name="request">The connector that is wanted.</param>
    /// <param name="credentials">What the API takes.</param>
    /// <param name="fields">The fields of the connection beside its address.</param>
    /// <param name="token">Cancels.</param>
    public static async Task<ConnectorStage> OpenAsync(byte[] file, ConnectorRequest request, Dictionary<string, string> credentials, JsonObject fields, CancellationToken token)
    {
        var (source, types) = Made.GetOrAdd(request.Name, _ => new Lazy<(ConnectorSource, Type[])>(() =>
        {
            var made = ConnectorGenerator.Generate(OpenApiDocument.Read(file), request);
            return (made, Assembly.Load(ConnectorBuild.Compile(made, CancellationToken.None)).GetExportedTypes());
        })).Value;
        var api = await DescribedServer.StartAsync(RealDocuments.Json(file), credentials);
        var harness = await WorkflowHarness.StartAsync(
            [.. types.Where(type => type.IsAssignableTo(typeof(Activity)))],
            [.. types.Where(type => type.IsAssignableTo(typeof(Connection)))],
            services => services.Configure<RetryOptions>(retry => (retry.MaxAttempts, retry.FirstDelay) = (3, TimeSpan.FromMilliseconds(5))),
            token);
        fields["address"] = api.Address;
        fields["allowPrivateAddresses"] = true;
        await harness.ConnectAsync("api", source.Id, fields, token);
        return new ConnectorStage(source.Name, source, api, harness);
    }

    public Task<ActivityResult> RunAsync(string activity, JsonObject inputs, CancellationToken token)
    {
        inputs["connection"] = "api";
        return Harness.RunActivityAsync($"{ns}.{activity}", inputs, token);
    }

    public async ValueTask DisposeAsync()
    {
        await Harness.DisposeAsync();
        await Api.DisposeAsync();
    }
}
