using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Mappings;
using ClarityConnect.Workflows.Engine.Templates;
using ClarityConnect.Workflows.Server.Simulation;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.Day;
using ClarityConnect.Workflows.Simulators.Faults;

namespace ClarityConnect.Workflows.Server.Demo;

/// <summary>Does for the demo what people do once: connections, mapping table, template; and, for a day with faults, breaks and mends things.</summary>
internal sealed class DemoSetUp(IServiceProvider services, SimulatorHost simulators)
{
    public const string DefinitionId = "heartland-settlement-to-intacct-gl";
    private const string MappingTable = "gl-accounts";
    private const string UnknownAccount = "4999";

    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        var connections = services.GetRequiredService<ConnectionDirectory>();
        foreach (var (type, fields) in SimulatedVendors.Connections(simulators))
            await connections.SaveAsync(type, type, fields, cancellationToken);
        await services.GetRequiredService<TemplateUse>().CreateTablesAsync(await TemplateAsync(cancellationToken), cancellationToken);
    }

    /// <summary>Publishes the template, unless it is published as it is.</summary>
    public async Task PublishAsync(CancellationToken cancellationToken)
    {
        var document = (await TemplateAsync(cancellationToken)).Document;
        var published = await services.GetRequiredService<IDefinitionStore>().FindAsync(
            new DefinitionFilter { DefinitionIds = [DefinitionId], IsPublished = true }, cancellationToken);
        if (published?.Document is { } stored && document.WithEnvelope(published).ToJson() == stored)
            return;
        await services.GetRequiredService<DefinitionPublisher>().SaveAsync(document, publish: true, cancellationToken);
    }

    /// <summary>The vendors fail for a while, one answer is lost after its journal was posted, and one store's sales account does not exist in Intacct.</summary>
    public async Task BreakAsync(DayExpectation day, CancellationToken cancellationToken)
    {
        var faults = simulators.Faults;
        // Portico is back within a call's three attempts; Retail's outage outlasts those of two calls, whose steps are retried later.
        faults.Set(new Fault(FaultKind.ServerError) { System = "portico", Status = 503, Times = 2 });
        faults.Set(new Fault(FaultKind.ServerError) { System = "retail", Status = 503, Times = 7, EmptyBody = true });
        faults.Set(new Fault(FaultKind.RateLimited) { System = "retail", Every = 9, Times = 1, RetryAfter = TimeSpan.FromSeconds(1) });
        faults.Set(new Fault(FaultKind.Drop) { System = "intacct", Operation = "create GLBATCH", AfterCommit = true, Times = 1 });
        var mappings = await ReadMappingsAsync(cancellationToken);
        var location = day.Stores[^1].LocationCode;
        var merchant = mappings["stores"]!.AsArray().First(store => (string?)store!["intacctLocation"] == location)!["merchant"]!.DeepClone();
        mappings["accounts"]!.AsArray().Add(new JsonObject
        {
            ["transaction"] = "revenue", ["cardType"] = "*", ["merchant"] = merchant, ["account"] = UnknownAccount,
        });
        await SaveMappingsAsync(mappings, cancellationToken);
    }

    public async Task MendAsync(CancellationToken cancellationToken) => await SaveMappingsAsync(await ReadMappingsAsync(cancellationToken), cancellationToken);

    public async Task RetryAsync(IReadOnlyList<DeadLetter> failed, CancellationToken cancellationToken)
    {
        var runtime = services.GetRequiredService<WorkflowRuntime>();
        foreach (var deadLetter in failed)
            await runtime.RedriveAsync(new RedriveDecision(deadLetter.Id, RedriveVerb.RetryFrom, "The demo", "LoadMappings"), cancellationToken);
    }

    private async Task<WorkflowTemplate> TemplateAsync(CancellationToken cancellationToken)
    {
        var library = services.GetRequiredService<TemplateLibrary>();
        return await library.FindAsync(DefinitionId, cancellationToken)
            ?? throw new FileNotFoundException($"The template '{DefinitionId}' is not in the folder '{library.Folder}'.");
    }

    private async Task<JsonNode> ReadMappingsAsync(CancellationToken cancellationToken) =>
        JsonNode.Parse((await TemplateAsync(cancellationToken)).Tables.Single(table => table.Name == MappingTable).Document)
        ?? throw new JsonException($"The template's mapping table {MappingTable} is empty.");

    private async Task SaveMappingsAsync(JsonNode mappings, CancellationToken cancellationToken) =>
        await services.GetRequiredService<IMappingTableStore>().SaveAsync(
            MappingTable, mappings.ToJsonString(), services.GetRequiredService<TimeProvider>().GetUtcNow(), cancellationToken);
}
