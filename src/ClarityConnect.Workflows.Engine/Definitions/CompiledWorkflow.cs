using System.Text.Json;
using ClarityConnect.Workflows.Engine.Activation;
using ClarityConnect.Workflows.Engine.Definitions.Checks;
using ClarityConnect.Workflows.Engine.Plugins;
using ClarityConnect.Workflows.Engine.Retention;

namespace ClarityConnect.Workflows.Engine.Definitions;

/// <summary>A definition version as an immutable graph: activities as array indexes, literals converted, scripts known.</summary>
public sealed class CompiledWorkflow
{
    private readonly Lazy<Dictionary<string, CompiledActivity>> byId;
    private readonly Lazy<Dictionary<string, CompiledActivity>> byNode;

    internal CompiledWorkflow(string versionId, string definitionId, int version, string? name)
    {
        VersionId = versionId;
        DefinitionId = definitionId;
        Version = version;
        Name = name;
        byId = new(() => Index(activity => activity.Id));
        byNode = new(() => Index(activity => activity.NodeId));
    }

    /// <summary>The version's id.</summary>
    public string VersionId { get; }

    /// <summary>The definition's id.</summary>
    public string DefinitionId { get; }

    /// <summary>The version's number.</summary>
    public int Version { get; }

    /// <summary>The definition's name.</summary>
    public string? Name { get; }

    /// <summary>What an importer may want to tell: unknown activity types, dropped connections, unsupported languages.</summary>
    public IReadOnlyList<string> Warnings => [.. Findings.Select(finding => finding.Text)];

    /// <summary>What compiling found.</summary>
    internal IReadOnlyList<DefinitionFinding> Findings { get; set; } = [];

    internal string DisplayName => Name ?? DefinitionId;

    internal IReadOnlyList<CompiledActivity> Activities { get; set; } = [];

    /// <summary>All scripts, for the syntax check at publish.</summary>
    internal IReadOnlyList<CompiledScript> Scripts { get; set; } = [];

    /// <summary>Whether an incident leaves the rest of the instance running.</summary>
    internal bool ContinuesWithIncidents { get; set; }

    /// <summary>Whether another instance may be started while some run.</summary>
    internal ActivationStrategy Activation { get; set; }

    /// <summary>How long finished instances are kept; null for the server's own rule.</summary>
    internal DefinitionRetention? Retention { get; set; }

    internal bool ReadsLastResult { get; set; }

    /// <summary>Whether some activity answers an HTTP request, so that the caller waits for it.</summary>
    internal bool WritesHttpResponse { get; set; }

    internal IReadOnlyDictionary<string, JsonElement> InputDefaults { get; set; } = new Dictionary<string, JsonElement>();

    internal IReadOnlyList<string> OutputNames { get; set; } = [];

    /// <summary>Which versions of which plugins it uses, as instances are pinned to them.</summary>
    internal IReadOnlyDictionary<string, string> Plugins { get; set; } = PluginPins.None;

    internal CompiledActivity? Find(string activityId) => byId.Value.GetValueOrDefault(activityId);

    internal CompiledActivity? FindNode(string nodeId) => byNode.Value.GetValueOrDefault(nodeId);

    private Dictionary<string, CompiledActivity> Index(Func<CompiledActivity, string> key)
    {
        var index = new Dictionary<string, CompiledActivity>(Activities.Count, StringComparer.Ordinal);
        foreach (var activity in Activities)
            index.TryAdd(key(activity), activity);
        return index;
    }
}
