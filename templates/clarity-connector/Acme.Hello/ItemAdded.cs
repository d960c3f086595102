using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Sdk.Values;

namespace Acme.Hello;

/// <summary>Starts a workflow for each item that somebody adds in the service, which calls /webhooks/ and what the designer typed as path.</summary>
[Activity("Acme.Hello", "Acme Hello", "Starts the workflow when somebody adds an item in the service.", DisplayName = "Item added")]
public sealed class ItemAdded : WebhookTrigger
{
    /// <summary>The account.</summary>
    [Input(Description = "The account at the service.", ConnectionType = typeof(ServiceConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The item.</summary>
    [Output(Description = "The new item, with id, list and title.")]
    public Output<Item> Result { get; set; } = new();

    // Checks who calls and reads the events. Each starts a run unless its id was taken before, so the same call may come twice.
    /// <inheritdoc/>
    protected override async ValueTask<WebhookResult> ReceiveAsync(WebhookContext context, CancellationToken cancellationToken)
    {
        var client = await context.GetClientAsync<ServiceClient>(Connection);
        if (client.ProblemOf(context.Request) is { } problem)
            return WebhookResult.Refused(401, problem);
        try
        {
            return JsonSerializer.Deserialize<ItemEvent>(context.Request.Body.Span, WorkflowJson.Options) switch
            {
                { Type: "item.added", Id: { Length: > 0 } id, Item: { } item } => WebhookResult.Taken([new TriggerEvent(id, item, item.Id)]),
                { Type: { Length: > 0 } and not "item.added" } => WebhookResult.Taken([]),
                _ => WebhookResult.Refused(400, "The event lacks its id, its type or the item."),
            };
        }
        catch (JsonException exception)
        {
            return WebhookResult.Refused(400, $"The event cannot be read: {exception.Message}");
        }
    }

    // The first step of the run that an event has started.
    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        if (context.TriggerPayload is not { } item)
            throw new ActivityException(FailureKind.Misconfigured, $"'{context.ActivityName}' can only start a workflow. Put it at the begin, and let it start the workflow in its settings.");
        context.Set(Result, ValueConversion.To<Item>(item));
        context.Complete();
    }
}
