using ClarityConnect.Workflows.Engine.Choices;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Activities.Primitives;

/// <summary>Publishes a named event to whoever waits for it. It is stored in the same transaction as the instance's progress, so it is never lost nor sent twice.</summary>
[Activity("Elsa", "Primitives", "Publishes an event to workflows that wait for it.", DisplayName = "Publish event")]
public sealed class PublishEvent : CodeActivity, IReachesOut
{
    /// <summary>The event's name.</summary>
    [Input(Description = "The event. The list has the events that workflows wait for; for another name use JavaScript.", Choices = typeof(EventNameChoices), IsRequired = true)]
    public Input<string> EventName { get; set; } = new();

    /// <summary>If given, only instances with this correlation id receive it.</summary>
    [Input(Description = "If given, only workflows with this correlation id receive it.")]
    public Input<string> CorrelationId { get; set; } = new();

    /// <summary>Whether only this instance receives it.</summary>
    [Input(DisplayName = "Local event", Description = "Whether only this very workflow receives it.")]
    public Input<bool> IsLocalEvent { get; set; } = new(false);

    /// <summary>What the event carries.</summary>
    [Input(Description = "What the event carries.")]
    public Input<object> Payload { get; set; } = new();

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        var correlation = context.Get(CorrelationId);
        ((BurstContext)context).Publish(
            Event.StimulusName,
            context.GetRequired(EventName),
            string.IsNullOrEmpty(correlation) ? null : correlation,
            context.Get(IsLocalEvent),
            WorkflowJson.ToElement(context.Get(Payload)));
    }
}
