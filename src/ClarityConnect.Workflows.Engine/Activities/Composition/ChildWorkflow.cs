using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Activities.Composition;

/// <summary>A published workflow as other workflows start it. Its instances are created in the transaction that commits the parent's progress.</summary>
internal sealed class ChildWorkflow
{
    /// <summary>The name of the bookmarks by which parents wait; their key is the child's instance id.</summary>
    public const string BookmarkName = "Elsa.ChildWorkflow";

    private readonly CompiledWorkflow definition;

    private ChildWorkflow(CompiledWorkflow definition) => this.definition = definition;

    /// <exception cref="ActivityException">There is no such published definition.</exception>
    public static async ValueTask<ChildWorkflow> FindAsync(ActivityExecutionContext context, string definitionId)
    {
        var filter = new DefinitionFilter { DefinitionIds = [definitionId], IsPublished = true };
        var version = await context.GetService<IDefinitionStore>().FindAsync(filter, context.CancellationToken)
            ?? throw new ActivityException(FailureKind.Misconfigured, $"There is no published workflow '{definitionId}'. Publish it, or choose another one.");
        return new ChildWorkflow(await context.GetService<CompiledWorkflowCache>().GetAsync(version.Id, context.CancellationToken));
    }

    /// <summary>Starts a child with the next commit.</summary>
    /// <returns>Its instance id.</returns>
    public string Start(BurstContext context, Dictionary<string, JsonElement> input, string? correlationId, ParentNotice notice)
    {
        input["ParentInstanceId"] = WorkflowJson.ToElement(context.InstanceId);
        return context.StartChild(definition, input, string.IsNullOrEmpty(correlationId) ? null : correlationId, notice);
    }

    public static void Wait(BurstContext context, string childId) => context.Wait(new Bookmark(BookmarkName) { Key = childId, Tag = childId });

    /// <summary>Reads an input that is an object, or text that holds one as JSON.</summary>
    public static Dictionary<string, JsonElement> ReadInput(JsonElement? input)
    {
        var json = input is { ValueKind: JsonValueKind.String } text && text.GetString()!.TrimStart() is ['{', ..]
            ? JsonElement.Parse(text.GetString()!)
            : input;
        return json is { ValueKind: JsonValueKind.Object } members
            ? members.EnumerateObject().ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal)
            : [];
    }
}
