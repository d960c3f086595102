using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Connectors.Shop;

/// <summary>A trigger that starts an instance for each record that a shop or CRM sends, in the canonical form, inside <c>{ type, timestamp, data }</c>.</summary>
/// <typeparam name="T">The canonical record.</typeparam>
public abstract class ShopTrigger<T> : WebhookTrigger
    where T : class
{
    /// <summary>The shop or CRM.</summary>
    [Input(Description = "The shop or CRM that calls.", ConnectionType = typeof(ShopConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>Which kinds of events start an instance.</summary>
    [Input(DisplayName = "Event types", Description = "Which events start the workflow, by their type. Others are acknowledged and left.", UIHint = "multitext")]
    public Input<string[]> EventTypes { get; set; }

    /// <summary>The record.</summary>
    [Output(Description = "The record that was sent.")]
    public Output<T> Result { get; set; } = new();

    /// <summary>The kind of the event.</summary>
    [Output(DisplayName = "Event type", Description = "The kind of the event, such as order.created.")]
    public Output<string> EventType { get; set; } = new();

    private protected ShopTrigger(params string[] types) => EventTypes = new Input<string[]>(types);

    /// <inheritdoc/>
    protected override async ValueTask<WebhookResult> ReceiveAsync(WebhookContext context, CancellationToken cancellationToken)
    {
        var request = context.Request;
        if (request.Method != "POST")
            return WebhookResult.Refused(405, "Send events by POST.");
        var client = await context.GetClientAsync<ShopClient>(Connection);
        if (client.ProblemOf(request) is { } problem)
            return WebhookResult.Refused(401, problem);
        ShopEvent<T> sent;
        try
        {
            sent = JsonSerializer.Deserialize<ShopEvent<T>>(request.Body.Span, WorkflowJson.Options) ?? throw new JsonException("It is null.");
            if (string.IsNullOrEmpty(sent.Type))
                throw new JsonException("'type' is missing.");
            if (!(context.Get(EventTypes) ?? []).Contains(sent.Type, StringComparer.OrdinalIgnoreCase))
                return WebhookResult.Taken([]);
            Check(sent.Data);
        }
        catch (JsonException exception)
        {
            return WebhookResult.Refused(400, $"The event cannot be read: {exception.Message}");
        }

        return WebhookResult.Taken([new TriggerEvent(request.Header(StandardWebhook.IdHeader)!, sent, KeyOf(sent.Data))]);
    }

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        if (context.TriggerPayload is not { } payload)
            throw new ActivityException(FailureKind.Misconfigured, $"'{context.ActivityName}' can only start a workflow. Put it at the begin, and let it start the workflow in its settings.");
        var sent = ValueConversion.To<ShopEvent<T>>(payload)!;
        context.Set(EventType, sent.Type);
        context.Set(Result, sent.Data);
        context.Complete();
    }

    /// <summary>Says what is wrong with a record.</summary>
    /// <param name="data">The record.</param>
    /// <exception cref="JsonException">It lacks something.</exception>
    private protected abstract void Check(T data);

    /// <summary>The record's own id, which becomes the instance's correlation id.</summary>
    /// <param name="data">The record.</param>
    private protected abstract string? KeyOf(T data);
}
