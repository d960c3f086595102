using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Studio.Definitions;

namespace ClarityConnect.Workflows.Studio.Descriptors;

/// <summary>Describes a workflow as an activity, as Elsa does: its inputs and outputs are the activity's, its outcomes the ports.</summary>
internal static class WorkflowDescriptor
{
    public static object Of(UsableWorkflow workflow)
    {
        var (document, version) = (workflow.Document, workflow.Version);
        var outcomes = Items(document, "outcomes").OfType<JsonValue>().Select(outcome => outcome.ToString()).Where(name => name.Length > 0).Distinct().ToList();
        return new
        {
            workflow.TypeName,
            @namespace = "",
            name = workflow.TypeName,
            version.Version,
            category = Option(document, "activityCategory") ?? "Workflows",
            displayName = version.Name,
            version.Description,
            inputs = Named(document, "inputs").Select(Input).ToList(),
            outputs = Named(document, "outputs").Select(Output).ToList(),
            kind = "Action",
            ports = (object[])[
                new { name = "Root", displayName = "Root", type = "Embedded", isBrowsable = false },
                .. (outcomes.Count > 0 ? outcomes : ["Done"]).Select(name => new { name, displayName = name, type = "Flow", isBrowsable = true }),
            ],
            isContainer = false,
            isBrowsable = version.IsPublished,
            isStart = false,
            isTerminal = false,
            customProperties = new Dictionary<string, object>
            {
                ["RootType"] = "WorkflowDefinitionActivity",
                ["WorkflowDefinitionId"] = version.DefinitionId,
                ["WorkflowDefinitionVersionId"] = version.Id,
            },
            constructionProperties = new Dictionary<string, object>
            {
                ["WorkflowDefinitionId"] = version.DefinitionId,
                ["WorkflowDefinitionVersionId"] = version.Id,
                ["Version"] = version.Version,
            },
        };
    }

    private static object Input(JsonObject input, int index) => new
    {
        name = Name(input),
        typeName = TypeOf(input),
        displayName = ActivityTree.Text(input, "displayName") ?? Name(input),
        description = ActivityTree.Text(input, "description"),
        order = (float)index,
        isBrowsable = true,
        isSynthetic = true,
        isWrapped = true,
        uiHint = ActivityTree.Text(input, "uiHint") is { Length: > 0 } hint ? hint : "singleline",
        category = ActivityTree.Text(input, "category"),
        defaultValue = input["defaultValue"],
        defaultSyntax = "Literal",
        isReadOnly = false,
        isSensitive = false,
        storageDriverType = ActivityTree.Text(input, "storageDriverType"),
        uiSpecifications = (object?)null,
    };

    private static object Output(JsonObject output) => new
    {
        name = Name(output),
        typeName = TypeOf(output),
        displayName = ActivityTree.Text(output, "displayName") ?? Name(output),
        description = ActivityTree.Text(output, "description"),
        order = 0f,
        isBrowsable = true,
        isSynthetic = true,
    };

    private static string Name(JsonObject argument) => ActivityTree.Text(argument, "name")!;

    private static string TypeOf(JsonObject argument)
    {
        var type = ActivityTree.Text(argument, "type") is { Length: > 0 } given ? given : "Object";
        return argument["isArray"]?.GetValueKind() == JsonValueKind.True ? type + "[]" : type;
    }

    private static IEnumerable<JsonObject> Named(JsonObject document, string list) =>
        Items(document, list).OfType<JsonObject>().Where(item => ActivityTree.Text(item, "name") is { Length: > 0 }).DistinctBy(Name, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<JsonNode?> Items(JsonObject document, string list) => document[list] as JsonArray ?? [];

    private static string? Option(JsonObject document, string name) =>
        document["options"] is JsonObject options && ActivityTree.Text(options, name) is { Length: > 0 } text ? text : null;
}
