using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Studio.Descriptors;

namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>Activities as the designer reads them: each with its node id, and of a type and version that the list of descriptors has.</summary>
internal sealed class ShownActivities(ActivityRegistry registry, UsableWorkflowList workflows)
{
    /// <summary>Whether the designer knows a type.</summary>
    public bool Knows(string type) => type != ActivityDescriptorList.NotFoundType && (registry.Find(type) is not null || workflows.Find(type, null) is not null);

    /// <summary>Shows an activity with all that is inside.</summary>
    /// <param name="activity">The activity; changed in place.</param>
    /// <param name="parent">The node id of what it is in.</param>
    /// <returns>The activity, or what stands in for it.</returns>
    public JsonObject Show(JsonObject activity, string parent)
    {
        var type = ActivityTree.Text(activity, "type") ?? "";
        var nodeId = $"{parent}:{ActivityTree.Text(activity, "id")}";
        if (!Knows(type))
        {
            activity = type == ActivityDescriptorList.NotFoundType ? activity : NotFoundActivities.Wrap(activity);
            activity["nodeId"] = nodeId;
            return activity;
        }

        activity["nodeId"] = nodeId;
        activity["name"] ??= ActivityTree.Text(activity, "id");
        JsonShape.EnsureObject(activity, "metadata");
        JsonShape.EnsureObject(activity, "customProperties");
        if (registry.Find(type, VersionOf(activity)) is { } descriptor)
            Fit(activity, descriptor);
        else
            Fit(activity, workflows.Find(type, VersionOf(activity))!);
        if (type is "Elsa.Flowchart" or "Elsa.Sequence" || activity.ContainsKey("activities"))
        {
            JsonShape.EnsureList(activity, "activities");
            JsonShape.EnsureList(activity, "variables");
        }

        ShowExpressions(activity);
        ActivityTree.ReplaceChildren(activity, child => Show(child, nodeId));
        if (type == "Elsa.Flowchart")
            FlowchartConnections.Show(activity);
        return activity;
    }

    private static int? VersionOf(JsonObject activity) => activity["version"] is JsonValue value && value.TryGetValue<int>(out var number) ? number : null;

    private static void Fit(JsonObject activity, ActivityDescriptor descriptor)
    {
        activity["version"] = descriptor.Version;
        foreach (var input in descriptor.Inputs.Where(input => input.IsWrapped))
        {
            if (activity[input.JsonName] is JsonObject value && value["expression"] is JsonObject && value["typeName"] is null)
                value["typeName"] = TypeAlias.Of(input.ValueType);
        }
    }

    /// <summary>The designer offers to take the published version where an activity uses another one.</summary>
    private void Fit(JsonObject activity, UsableWorkflow workflow)
    {
        activity["version"] = workflow.Version.Version;
        activity["workflowDefinitionId"] ??= workflow.Version.DefinitionId;
        activity["workflowDefinitionVersionId"] ??= workflow.Version.Id;
        if (workflows.PublishedOf(ActivityTree.Text(activity, "workflowDefinitionId") ?? "") is not { } published)
            return;
        activity["latestAvailablePublishedVersion"] = published.Version;
        activity["latestAvailablePublishedVersionId"] = published.Id;
    }

    /// <summary>The designer edits values of these two kinds of expression as text; files and programs also write them as the JSON that they are.</summary>
    private static void ShowExpressions(JsonObject activity)
    {
        foreach (var (_, member) in activity)
        {
            if (member is JsonObject input
                && input["expression"] is JsonObject expression
                && ActivityTree.Text(expression, "type") is "Object" or "Input"
                && expression["value"] is { } value
                && value.GetValueKind() != JsonValueKind.String)
                expression["value"] = value.ToJsonString(Sdk.Values.WorkflowJson.Options);
        }
    }
}
