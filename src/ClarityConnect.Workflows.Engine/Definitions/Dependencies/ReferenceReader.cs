using System.Text.Json;
using ClarityConnect.Workflows.Engine.Activities.Composition;
using ClarityConnect.Workflows.Engine.Activities.Primitives;
using ClarityConnect.Workflows.Engine.Choices;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Definitions.Dependencies;

/// <summary>Reads what a definition's activities refer to.</summary>
internal static class ReferenceReader
{
    private const string DefinitionInput = "WorkflowDefinitionId";

    public static IReadOnlyList<DefinitionReference> Read(CompiledWorkflow workflow) =>
        [.. workflow.Activities.Where(activity => activity is { Parent: >= 0, IsEmbedded: false }).SelectMany(Of)];

    private static IEnumerable<DefinitionReference> Of(CompiledActivity activity)
    {
        if (Definition(activity) is { } definition)
            yield return definition;
        foreach (var input in activity.Descriptor?.Inputs ?? [])
        {
            var kind = input.ConnectionTypeKey is not null
                ? ReferenceKind.Connection
                : (activity.Activity, input.Name) switch
                {
                    _ when input.Choices is MappingTableChoices => ReferenceKind.MappingTable,
                    (PublishEvent, nameof(PublishEvent.EventName)) => ReferenceKind.PublishedEvent,
                    (Event, nameof(Event.EventName)) => ReferenceKind.AwaitedEvent,
                    _ => (ReferenceKind?)null,
                };
            if (kind is { } known && Reference(activity, known, input.Name, input.ConnectionTypeKey) is { } reference)
                yield return reference;
        }

        foreach (var input in activity.Inputs.Where(input => input.Kind == ExpressionKind.Secret))
            yield return new DefinitionReference(ReferenceKind.Secret, input.Reference, activity.Id, activity.Name, input.Name);
    }

    private static DefinitionReference? Reference(CompiledActivity activity, ReferenceKind kind, string input, string? connectionType)
    {
        if (activity.Inputs.FirstOrDefault(compiled => compiled.Name == input) is not { } compiled)
            return null;
        var name = compiled.Kind == ExpressionKind.Literal ? ValueConversion.ToText(WorkflowJson.ToElement(compiled.Converted)) : null;
        return name?.Length == 0 ? null : new DefinitionReference(kind, name, activity.Id, activity.Name, input, connectionType);
    }

    /// <summary>
    /// Read from the JSON, so that it is known of types that are not installed too: an input of activities that dispatch, a plain member of a
    /// workflow that is used as an activity.
    /// </summary>
    private static DefinitionReference? Definition(CompiledActivity activity)
    {
        if (activity.Activity is WorkflowActivity used)
            return new DefinitionReference(ReferenceKind.Definition, used.DefinitionId, activity.Id, activity.Name, DefinitionInput);
        if (JsonMembers.Find(activity.Json, JsonNamingPolicy.CamelCase.ConvertName(DefinitionInput)) is not { } json)
            return null;
        var isExpression = JsonMembers.Find(json, "expression") is { };
        var value = isExpression ? JsonMembers.Find(JsonMembers.Find(json, "expression")!.Value, "value") ?? WorkflowJson.Null : json;
        var isComputed = isExpression && (JsonMembers.Text(JsonMembers.Find(json, "expression")!.Value, "type") ?? "Literal") != "Literal";
        if (value.ValueKind != JsonValueKind.String || value.GetString() is not { Length: > 0 } id)
            return null;
        return new DefinitionReference(ReferenceKind.Definition, isComputed ? null : id, activity.Id, activity.Name, DefinitionInput);
    }
}
