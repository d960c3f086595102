using System.Text.Json;
using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.Sdk.Values;
using ClarityConnect.Workflows.Studio.Wire;

namespace ClarityConnect.Workflows.Studio.Descriptors;

/// <summary>
/// Describes the activity types for the toolbox and the property panels: those that are installed, with drop-downs of connections, and the workflows that
/// others may use. The designer asks after every save, so the answer is kept until something in it changes.
/// </summary>
internal sealed class ActivityDescriptorList(ActivityRegistry registry, IConnectionStore connections, UsableWorkflows workflows)
{
    /// <summary>The placeholder for a type that is not installed; the canvas stays blank if the list lacks a type that it shows.</summary>
    public const string NotFoundType = "Elsa.NotFoundActivity";

    private volatile Kept? kept;

    /// <summary>The list as the designer reads it.</summary>
    public async Task<ReadOnlyMemory<byte>> JsonAsync(CancellationToken cancellationToken)
    {
        var stored = await connections.ListAsync(cancellationToken);
        var usable = await workflows.ReadAsync(cancellationToken);
        var stamp = string.Join('\n', [$"{registry.Revision}", usable.Stamp, .. stored.Select(connection => $"{connection.TypeKey} {connection.Name}")]);
        if (kept is { } last && last.Stamp == stamp)
            return last.Json;
        var json = JsonSerializer.SerializeToUtf8Bytes(new StudioList<object>(Describe(stored, usable)), WorkflowJson.Options);
        kept = new Kept(stamp, json);
        return json;
    }

    private List<object> Describe(IReadOnlyList<ConnectionRow> stored, UsableWorkflowList usable)
    {
        var byType = stored.ToLookup(connection => connection.TypeKey, connection => connection.Name);
        var list = registry.All.Select(descriptor => Describe(descriptor, byType)).ToList();
        if (registry.Find("Elsa.Workflow") is null)
            list.Add(Hidden("Workflow", "Workflows", isContainer: true, ports: [Port("Root", "Embedded")]));
        if (registry.Find(NotFoundType) is null)
            list.Add(Hidden("NotFoundActivity", "System", isContainer: false, ports: [Port("Done", "Flow")]));
        list.AddRange(usable.All.Select(WorkflowDescriptor.Of));
        return list;
    }

    private static object Describe(ActivityDescriptor activity, ILookup<string, string> connections) => new
    {
        activity.TypeName,
        activity.Namespace,
        activity.Name,
        activity.Version,
        activity.Category,
        activity.DisplayName,
        activity.Description,
        inputs = activity.Inputs.Select(input => Input(input, connections)).ToList(),
        outputs = activity.Outputs.Select(Output).ToList(),
        activity.Kind,
        ports = Ports(activity),
        activity.IsContainer,
        activity.IsBrowsable,
        activity.IsStart,
        activity.IsTerminal,
        customProperties = new Dictionary<string, object>(),
        constructionProperties = new Dictionary<string, object>(),
    };

    private static List<object> Ports(ActivityDescriptor activity)
    {
        var ports = activity.EmbeddedPorts.Select(name => Port(name, "Embedded")).ToList();
        if (activity.Outcomes.Count > 0)
            ports.AddRange(activity.Outcomes.Select(name => Port(name, "Flow")));
        else if (!activity.IsTerminal)
            ports.Add(Port("Done", "Flow"));
        return ports;
    }

    private static object Input(InputDescriptor input, ILookup<string, string> connections) => new
    {
        input.Name,
        typeName = TypeAlias.Of(input.ValueType),
        input.DisplayName,
        input.Description,
        input.Order,
        isBrowsable = true,
        isSynthetic = false,
        input.IsWrapped,
        uiHint = input.UIHint,
        input.Category,
        defaultValue = Default(input.DefaultValue),
        defaultSyntax = Syntax(input),
        isReadOnly = false,
        input.IsSensitive,
        storageDriverType = (string?)null,
        uiSpecifications = UISpecifications.Of(input, connections),
    };

    private static string Syntax(InputDescriptor input) => input switch
    {
        { UIHint: "multitext" or "checklist" or "dynamic-outcomes" or "dictionary" } => "Object",
        _ => "Literal",
    };

    private static object Output(OutputDescriptor output) => new
    {
        output.Name,
        typeName = TypeAlias.Of(output.ValueType),
        output.DisplayName,
        output.Description,
        order = 0f,
        isBrowsable = true,
        isSynthetic = false,
    };

    /// <summary>JSON that was never set has no value at all.</summary>
    private static object? Default(object? value) => value is JsonElement { ValueKind: JsonValueKind.Undefined } ? null : value;

    private static object Port(string name, string type) => new { name, displayName = name, type, isBrowsable = true };

    private static object Hidden(string name, string category, bool isContainer, IReadOnlyList<object> ports) => new
    {
        typeName = $"Elsa.{name}",
        @namespace = "Elsa",
        name,
        version = 1,
        category,
        displayName = name,
        description = "Kept by the designer itself.",
        inputs = Array.Empty<object>(),
        outputs = Array.Empty<object>(),
        kind = "Action",
        ports,
        isContainer,
        isBrowsable = false,
        isStart = false,
        isTerminal = false,
        customProperties = new Dictionary<string, object>(),
        constructionProperties = new Dictionary<string, object>(),
    };

    private sealed record Kept(string Stamp, ReadOnlyMemory<byte> Json);
}
