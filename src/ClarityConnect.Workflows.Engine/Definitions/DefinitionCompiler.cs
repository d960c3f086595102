using System.Text.Json;
using ClarityConnect.Workflows.Engine.Activation;
using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Activities.Flow;
using ClarityConnect.Workflows.Engine.Definitions.Checks;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Engine.Plugins;
using ClarityConnect.Workflows.Engine.Retention;
using Microsoft.Extensions.Options;

namespace ClarityConnect.Workflows.Engine.Definitions;

/// <summary>Turns a definition's JSON into a <see cref="CompiledWorkflow"/>. Unknown activity types and unknown members do not fail it.</summary>
/// <param name="registry">The activity types that are known.</param>
/// <param name="known">Which plugins had the types that are not known.</param>
/// <param name="store">Where the workflows are that a definition uses as activities.</param>
/// <param name="flowcharts">How flowcharts run that do not say it themselves.</param>
/// <param name="journal">What the journal keeps of definitions that do not say it themselves.</param>
public sealed class DefinitionCompiler(
    ActivityRegistry registry,
    KnownPlugins known,
    IDefinitionStore store,
    IOptions<FlowchartOptions> flowcharts,
    IOptions<JournalOptions> journal)
{
    /// <summary>The id of the implicit activity around the root.</summary>
    internal const string WorkflowActivityId = "Workflow1";

    /// <summary>Changes with the activities that are known.</summary>
    internal long Revision => registry.Revision;

    /// <summary>Compiles a stored version.</summary>
    /// <param name="version">The version with its document.</param>
    /// <param name="cancellationToken">Cancels the reading of workflows that it uses as activities.</param>
    /// <exception cref="DefinitionInvalidException">The document cannot be compiled.</exception>
    public Task<CompiledWorkflow> CompileAsync(DefinitionVersion version, CancellationToken cancellationToken) =>
        CompileAsync(version, PluginPins.None, cancellationToken);

    /// <summary>Compiles a stored version for instances that began with certain versions of plugins.</summary>
    internal async Task<CompiledWorkflow> CompileAsync(DefinitionVersion version, IReadOnlyDictionary<string, string> pins, CancellationToken cancellationToken)
    {
        var document = version.Document ?? throw new ArgumentException("The version was read without its document.", nameof(version));
        var json = DefinitionJson.Parse(document);
        var embedded = await EmbeddedWorkflows.LoadAsync(json, registry, store, cancellationToken);
        var workflow = new CompiledWorkflow(version.Id, version.DefinitionId, version.Version, version.Name);
        var warnings = new List<string>();
        var compilation = new WorkflowCompilation(registry, known, embedded, version.DefinitionId, workflow.DisplayName)
        {
            Warnings = warnings,
            Pins = pins,
            Log = LogPersistence.Of(journal.Value.LogPersistence),
            FlowchartMode = ActivityCompilation.ReadMode(json) ?? flowcharts.Value.DefaultExecutionMode,
        };

        var root = compilation.AddWorkflow(WorkflowActivityId, VariableReader.Read(json, compilation.Warnings));
        root.Log = root.Log.Within(json, new ActivityCompilation(compilation, root, descriptor: null).Compile);
        if (json.TryGetProperty("root", out var rootJson) && rootJson.ValueKind == JsonValueKind.Object)
            ((Workflow)root.Activity).Root = compilation.AddPort(rootJson, root);
        else
            compilation.Warnings.Add("The definition has no root activity; an instance of it finishes at once.");

        workflow.Activities = compilation.Activities;
        workflow.Plugins = compilation.Plugins;
        workflow.Scripts = compilation.Scripts;
        workflow.Activation = ActivationStrategies.Read(json, compilation.Warnings);
        workflow.Findings = [.. compilation.Warnings.Select(Unusual).Concat(compilation.Findings)
            .Select(finding => finding with { DefinitionId = workflow.DefinitionId, DefinitionName = workflow.DisplayName })];
        workflow.ContinuesWithIncidents = IncidentStrategy(json).Contains("ContinueWithIncidents", StringComparison.Ordinal);
        workflow.Retention = DefinitionRetention.Read(json, workflow.DisplayName);
        workflow.InputDefaults = Inputs(json);
        workflow.OutputNames = Names(json, "outputs");
        workflow.WritesHttpResponse = compilation.Activities.Any(activity => activity.Type is "Elsa.WriteHttpResponse" or "Elsa.WriteFileHttpResponse");
        compilation.MarkOutputsThatScriptsRead(workflow);
        return workflow;
    }

    private static DefinitionFinding Unusual(string warning) => new(FindingSeverity.Warning, FindingCodes.UnusualDocument, warning, "");

    private static string IncidentStrategy(JsonElement json) =>
        json.TryGetProperty("options", out var options) && options.ValueKind == JsonValueKind.Object
        && options.TryGetProperty("incidentStrategyType", out var strategy) && strategy.ValueKind == JsonValueKind.String
            ? strategy.GetString()!
            : "";

    private static Dictionary<string, JsonElement> Inputs(JsonElement json)
    {
        var inputs = new Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
        foreach (var input in Members(json, "inputs"))
        {
            if (input.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String)
                inputs[name.GetString()!] = input.TryGetProperty("defaultValue", out var value) ? value : Sdk.Values.WorkflowJson.Null;
        }

        return inputs;
    }

    private static List<string> Names(JsonElement json, string member) =>
        Members(json, member)
            .Where(item => item.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String)
            .Select(item => item.GetProperty("name").GetString()!)
            .ToList();

    private static IEnumerable<JsonElement> Members(JsonElement json, string member) =>
        json.TryGetProperty(member, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object)
            : [];
}
