using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Triggers;

namespace ClarityConnect.Workflows.Engine.Activities.Primitives;

/// <summary>Starts an instance when a named event is published, or waits for it.</summary>
[Activity("Elsa", "Primitives", "Starts the workflow when an event is published, or waits for it.")]
public sealed class Event : Trigger
{
    /// <summary>The stimulus name of published events.</summary>
    public const string StimulusName = "Elsa.Event";

    /// <summary>The event's name.</summary>
    [Input(Description = "The name of the event.", IsRequired = true)]
    public Input<string> EventName { get; set; } = new();

    /// <summary>What the event carried.</summary>
    [Output(Description = "What the event carried.")]
    public Output<object> Result { get; set; } = new();

    /// <inheritdoc/>
    protected internal override TriggerStart GetStart(TriggerContext context) =>
        TriggerStart.On(new Stimulus(StimulusName, context.Get(EventName) ?? ""));

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        if (context.TriggerPayload is { } payload)
            Receive(context, payload);
        else
            context.Wait(new Bookmark(StimulusName) { Key = context.GetRequired(EventName), CorrelationId = context.CorrelationId });
    }

    /// <inheritdoc/>
    protected internal override ValueTask OnResumedAsync(ActivityExecutionContext context, Resumption resumption)
    {
        Receive(context, resumption.Payload);
        return ValueTask.CompletedTask;
    }

    private void Receive(ActivityExecutionContext context, JsonElement? payload)
    {
        context.Set(Result, payload);
        context.Complete();
    }
}
