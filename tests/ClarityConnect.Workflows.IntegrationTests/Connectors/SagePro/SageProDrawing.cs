using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors;
using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Testing.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace ClarityConnect.Workflows.IntegrationTests.Connectors.SagePro;

/// <summary>Workflows of one activity of Sage Pro.</summary>
internal static class SageProDrawing
{
    public static async Task<WorkflowHarness> EngineAsync(JsonObject connection, CancellationToken ct, Action<IServiceCollection>? configure = null)
    {
        var harness = await WorkflowHarness.StartAsync(ConnectorCatalog.Activities, ConnectorCatalog.ConnectionTypes, configure, ct);
        await harness.Services.GetRequiredService<ConnectionDirectory>().SaveAsync("erp", "sagepro", connection, ct);
        return harness;
    }

    public static JsonObject Workflow(string id, string activity, JsonObject inputs)
    {
        var root = new JsonObject { ["id"] = "step", ["type"] = $"ClarityConnect.SagePro.{activity}", ["version"] = 1, ["connection"] = Literal("erp") };
        foreach (var (name, value) in inputs)
            root[name] = Literal(value?.DeepClone());
        return new JsonObject { ["definitionId"] = id, ["name"] = id, ["root"] = root };
    }

    public static JsonObject Journal(string id, string reference, string account = "4000-00", string until = "Posted") => Workflow(id, "PostJournal", new JsonObject
    {
        ["reference"] = reference,
        ["date"] = SageProTwin.Day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        ["title"] = "Settlement",
        ["waitUntil"] = until,
        ["lines"] = new JsonArray(
            new JsonObject { ["account"] = "1210-00", ["side"] = "Debit", ["amount"] = 100.25m },
            new JsonObject { ["account"] = account, ["side"] = "Credit", ["amount"] = 100.25m }),
    });

    public static async Task<string> StartAsync(WorkflowHarness harness, JsonObject workflow, CancellationToken ct)
    {
        await harness.PublishAsync(workflow.ToJsonString(), ct);
        return (await harness.RunAsync(workflow["definitionId"]!.GetValue<string>(), null, ct)).Instance.Id;
    }

    /// <summary>The outcome of the only step, once the instance has finished.</summary>
    public static async Task<string> OutcomeAsync(WorkflowHarness harness, string instance, CancellationToken ct)
    {
        var run = await RestAsync(harness, instance, InstanceStatus.Finished, ct);
        return WorkflowRun.Detail(Step(run), "outcomes")!.Value[0].GetString()!;
    }

    /// <summary>The run once it has come to rest, within bounds.</summary>
    public static async Task<WorkflowRun> RestAsync(WorkflowHarness harness, string instance, InstanceStatus status, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        return await harness.WaitForAsync(instance, status, limit.Token);
    }

    public static ActivityExecutionRow Step(WorkflowRun run) => run.Executions.Single(execution => execution.ActivityId == "step");

    private static JsonObject Literal(JsonNode? value) => new() { ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };
}
