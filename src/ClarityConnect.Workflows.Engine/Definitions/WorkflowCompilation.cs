using System.Text.Json;
using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Activities.Composition;
using ClarityConnect.Workflows.Engine.Activities.Flow;
using ClarityConnect.Workflows.Engine.Definitions.Checks;
using ClarityConnect.Workflows.Engine.Expressions;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Engine.Plugins;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Definitions;

/// <summary>The compilation of one definition: collects activities, scripts and warnings.</summary>
internal sealed class WorkflowCompilation(ActivityRegistry registry, KnownPlugins known, EmbeddedWorkflows workflows, string definitionId, string definition)
{
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private readonly Stack<string> inside = new([definitionId]);

    public List<CompiledActivity> Activities { get; } = [];

    public List<CompiledScript> Scripts { get; } = [];

    public required List<string> Warnings { get; init; }

    /// <summary>What is known to be odd about single activities.</summary>
    public List<DefinitionFinding> Findings { get; } = [];

    public string Definition => definition;

    /// <summary>Which versions of plugins are wanted.</summary>
    public IReadOnlyDictionary<string, string> Pins { get; init; } = PluginPins.None;

    /// <summary>Which versions of plugins are used.</summary>
    public IReadOnlyDictionary<string, string> Plugins { get; private set; } = PluginPins.None;

    /// <summary>How flowcharts run that do not say it themselves.</summary>
    public FlowchartMode FlowchartMode { get; init; }

    /// <summary>What the journal keeps of activities that do not say it themselves.</summary>
    public required LogPersistence Log { get; init; }

    public CompiledActivity AddWorkflow(string id, IReadOnlyList<VariableDeclaration> variables)
    {
        ids.Add(id);
        var workflow = new CompiledActivity
        {
            Index = 0,
            Parent = -1,
            Id = id,
            Name = id,
            NodeId = id,
            Type = "Elsa.Workflow",
            Version = 1,
            Descriptor = null,
            Activity = new Workflow(),
            Json = default,
            CanStartWorkflow = false,
            Variables = variables,
            Log = Log,
        };
        Activities.Add(workflow);
        return workflow;
    }

    /// <summary>Compiles a child activity and gives the handle by which its parent schedules it.</summary>
    public ActivityPort AddPort(JsonElement json, CompiledActivity parent)
    {
        var child = Add(json, parent);
        return new ActivityPort(child.Index, child.Id);
    }

    public CompiledActivity Add(JsonElement given, CompiledActivity parent)
    {
        var json = MissingActivities.Original(given);
        var type = JsonMembers.Text(json, "type") ?? "";
        var version = JsonMembers.Number(json, "version");
        var descriptor = registry.Find(type, version, Pins);
        if (descriptor?.Plugin is { } plugin)
            Plugins = new Dictionary<string, string>(Plugins) { [PluginPins.KeyOf(type, version)] = plugin.Title };
        var workflow = descriptor is null ? workflows.Find(json) : null;
        // An id made up here must not be one that an activity further down was given.
        var ownId = JsonMembers.Text(json, "id") ?? $"{parent.Id}/{type.Split('.')[^1]}{Activities.Count}";
        var id = UniqueId(ownId, parent);
        var embedded = workflow is null ? (JsonElement?)null : EmbeddedWorkflows.Parse(workflow);
        var compiled = new CompiledActivity
        {
            Index = Activities.Count,
            Parent = parent.Index,
            Id = id,
            Name = JsonMembers.Text(json, "name") ?? id,
            NodeId = $"{parent.NodeId}:{id}",
            Type = type,
            Version = version ?? descriptor?.Version ?? 0,
            Descriptor = descriptor,
            Activity = descriptor?.Create() ?? (workflow is null ? new NotFoundActivity(type, version ?? 0) : new WorkflowActivity(workflow)),
            Json = json,
            CanStartWorkflow = CanStart(json),
            IsEmbedded = inside.Count > 1,
            Variables = VariableReader.Read(embedded ?? json, Warnings),
            Log = parent.Log,
            Retry = ReadRetry(json, id),
        };
        Activities.Add(compiled);
        var compilation = new ActivityCompilation(this, compiled, descriptor);
        compiled.Log = (embedded is { } used ? parent.Log.Within(used, compilation.Compile) : parent.Log).Within(json, compilation.Compile);
        if (id != ownId && inside.Count == 1)
            Findings.Add(compiled.Warning(FindingCodes.DuplicateActivityId, $"another activity has the id '{ownId}' too; this one is treated as '{id}'.", "Give each activity an id of its own."));
        if (descriptor is null && workflow is null)
            Findings.Add(Unknown(compiled, type, version));
        compilation.Run();
        return compiled;
    }

    private DefinitionFinding Unknown(CompiledActivity activity, string type, int? version) => known.PluginOf(type) is { } plugin
        ? activity.Warning(FindingCodes.UnknownActivityType, $"its type '{type}' is part of the plugin {plugin}, which is removed, switched off or cannot be loaded. It is kept as it is, and a run waits at it until the plugin is back.", "Put the plugin back or switch it on, or replace the activity.")
        : activity.Warning(FindingCodes.UnknownActivityType, $"its type '{type}' version {version ?? 0} is not installed here. It is kept as it is and fails only if it is run.", "Install the plugin that has it, or replace it.");

    public ActivityPort Embed(string embeddedId, JsonElement root, CompiledActivity parent)
    {
        if (inside.Contains(embeddedId))
            throw new DefinitionInvalidException($"{parent.Where(definition)}: the workflow '{parent.Type}' uses itself, directly or through others. Take it out, or start it with Dispatch workflow.");
        inside.Push(embeddedId);
        var port = AddPort(root, parent);
        inside.Pop();
        return port;
    }

    /// <summary>Outputs cost room in every checkpoint, so only those are kept that some script may read.</summary>
    public void MarkOutputsThatScriptsRead(CompiledWorkflow workflow)
    {
        var sources = Scripts.ConvertAll(script => script.Script.Source);
        workflow.ReadsLastResult = sources.Any(source => source.Contains("getLastResult", StringComparison.Ordinal));
        foreach (var activity in Activities)
        {
            var readers = sources.FindAll(source => ScriptReads.OutputOf(source, activity));
            activity.KeepsOutputs = readers.Count > 0;
            activity.KeptOutputs = (activity.Descriptor?.Outputs ?? []).Select(output => output.Name)
                .Where(output => readers.Exists(source => ScriptReads.Output(source, output)))
                .ToHashSet(StringComparer.Ordinal);
        }
    }

    private RetryOptions? ReadRetry(JsonElement json, string id)
    {
        try
        {
            return RetryPolicy.Read(json);
        }
        catch (FormatException exception)
        {
            throw new DefinitionInvalidException($"Workflow '{definition}', activity '{JsonMembers.Text(json, "name") ?? id}' ({id}): {exception.Message}");
        }
    }

    private static bool CanStart(JsonElement json) =>
        (JsonMembers.Find(json, "customProperties") is { } custom ? JsonMembers.Flag(custom, "canStartWorkflow") : null)
        ?? JsonMembers.Flag(json, "canStartWorkflow")
        ?? (JsonMembers.Find(json, "applicationProperties") is { } old ? JsonMembers.Flag(old, "canStartWorkflow") : null)
        ?? false;

    private string UniqueId(string id, CompiledActivity parent)
    {
        if (ids.Add(id))
            return id;
        var unique = $"{parent.Id}/{id}";
        for (var i = 2; !ids.Add(unique); i++)
            unique = $"{parent.Id}/{id}.{i}";
        return unique;
    }
}
