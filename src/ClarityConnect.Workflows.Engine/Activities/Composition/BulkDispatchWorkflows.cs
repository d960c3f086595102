using System.Text.Json;
using ClarityConnect.Workflows.Engine.Activities.Looping;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Activities.Composition;

/// <summary>Starts a workflow once for each item of a list, side by side, and waits for the end of all unless told otherwise.</summary>
[Activity("Elsa", "Composition", "Starts a workflow once for each item of a list.", Kind = ActivityKind.Task, DisplayName = "Bulk dispatch workflows")]
[FlowNode("Completed", "Canceled", "Done")]
public sealed class BulkDispatchWorkflows : Activity, IReachesOut
{
    private const string Open = "open";
    private const string Cancelled = "cancelled";

    /// <summary>The workflow to start.</summary>
    [Input(DisplayName = "Workflow definition", Description = "The workflow to start.", UIHint = "workflow-definition-picker", IsRequired = true)]
    public Input<string> WorkflowDefinitionId { get; set; } = new();

    /// <summary>The items, a list.</summary>
    [Input(Description = "The list; the workflow is started once for each of its items.", UIHint = "multiline")]
    public Input<object> Items { get; set; } = new();

    /// <summary>The name of the child's input that gets the item, unless the item is an object, whose members become inputs too.</summary>
    [Input(DisplayName = "Input for the item", Description = "The name of the input that gets the item.")]
    public Input<string> DefaultItemInputKey { get; set; } = new("Item");

    /// <summary>Gives the correlation id of each child; the expression sees the item as args.Item and getItem().</summary>
    [Input(DisplayName = "Correlation id function", Description = "Gives the correlation id of each run; sees the item as args.Item.", IsDeferred = true)]
    public Input<string> CorrelationIdFunction { get; set; } = new();

    /// <summary>Further inputs of every child by name.</summary>
    [Input(Description = "Further inputs of every run by name.", UIHint = "json-editor")]
    public Input<JsonElement?> Input { get; set; } = new();

    /// <summary>Whether to wait for the end of all children.</summary>
    [Input(DisplayName = "Wait for completion", Description = "Whether to wait until all runs have ended.")]
    public Input<bool> WaitForCompletion { get; set; } = new(true);

    /// <summary>Whether the children's telemetry begins traces of their own; kept for definitions that set it.</summary>
    [Input(DisplayName = "Start new trace", Description = "Whether telemetry of the new runs begins traces of their own.", Category = "Advanced")]
    public Input<bool> StartNewTrace { get; set; } = new(false);

    /// <summary>The queue's channel; there is one queue, so it is kept for definitions that set it.</summary>
    [Input(DisplayName = "Channel", Description = "Kept for workflows that come from other servers; there is one queue here.", Category = "Advanced")]
    public Input<string> ChannelName { get; set; } = new();

    /// <summary>Runs once for each child that finished, with the variables ChildInstanceId and ChildOutput.</summary>
    public ActivityPort? ChildCompleted { get; set; }

    /// <summary>Runs once for each child that failed, with the variables ChildInstanceId and ChildOutput.</summary>
    public ActivityPort? ChildFaulted { get; set; }

    /// <inheritdoc/>
    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var burst = (BurstContext)context;
        var workflow = await ChildWorkflow.FindAsync(context, context.GetRequired(WorkflowDefinitionId));
        var items = ItemList.Read(context.Get(Items));
        var waits = context.Get(WaitForCompletion);
        var count = 0;
        foreach (var item in items?.EnumerateArray() ?? default)
        {
            var childId = workflow.Start(burst, InputOf(context, item), await CorrelationAsync(burst, item), waits ? ParentNotice.End : ParentNotice.None);
            count++;
            if (waits)
                ChildWorkflow.Wait(burst, childId);
        }

        context.SetState(Open, count);
        if (!waits)
            context.Complete();
        else if (count == 0)
            context.Complete("Completed", "Done");
    }

    /// <inheritdoc/>
    protected internal override ValueTask OnResumedAsync(ActivityExecutionContext context, Resumption resumption)
    {
        var child = resumption.Payload ?? WorkflowJson.Null;
        var status = JsonMembers.Text(child, "subStatus");
        if (status == nameof(InstanceStatus.Cancelled))
            context.SetState(Cancelled, true);
        var port = status switch
        {
            nameof(InstanceStatus.Faulted) => ChildFaulted,
            nameof(InstanceStatus.Finished) => ChildCompleted,
            _ => null,
        };
        if (port is null)
        {
            CountDown(context);
        }
        else
        {
            context.Schedule(port, resumption.Tag, new Dictionary<string, object?>
            {
                ["ChildInstanceId"] = resumption.Tag,
                ["ChildOutput"] = JsonMembers.Find(child, "output"),
            });
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    protected internal override ValueTask OnChildCompletedAsync(ActivityExecutionContext context, ChildCompletion completion)
    {
        CountDown(context);
        return ValueTask.CompletedTask;
    }

    private static void CountDown(ActivityExecutionContext context)
    {
        var open = context.GetState<int>(Open) - 1;
        context.SetState(Open, open);
        if (open <= 0)
            context.Complete(context.GetState<bool>(Cancelled) ? "Canceled" : "Completed", "Done");
    }

    private Dictionary<string, JsonElement> InputOf(ActivityExecutionContext context, JsonElement item)
    {
        var input = ChildWorkflow.ReadInput(context.Get(Input));
        if (item.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in item.EnumerateObject())
                input[member.Name] = member.Value;
        }

        input[context.Get(DefaultItemInputKey) is { Length: > 0 } key ? key : "Item"] = item;
        return input;
    }

    private async ValueTask<string?> CorrelationAsync(BurstContext context, JsonElement item) =>
        CorrelationIdFunction.Slot < 0 ? null : await context.EvaluateAsync(CorrelationIdFunction, new Dictionary<string, JsonElement> { ["Item"] = item });
}
