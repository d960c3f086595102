using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Sdk.Values;

namespace Acme.Loyalty;

// <trigger>
/// <summary>Starts a workflow for each new member.</summary>
[Activity("Acme.Loyalty", "Acme Loyalty", "Starts the workflow when somebody joins the loyalty program.", DisplayName = "Member joined")]
public sealed class MemberJoined : WebhookTrigger
{
    /// <summary>The account.</summary>
    [Input(Description = "The account at the loyalty program.", ConnectionType = typeof(LoyaltyConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>Who joined.</summary>
    [Output(Description = "The new member, with number, name, e-mail address and points.")]
    public Output<Member> Result { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask<WebhookResult> ReceiveAsync(WebhookContext context, CancellationToken cancellationToken)
    {
        var client = await context.GetClientAsync<LoyaltyClient>(Connection);
        if (client.ProblemOf(context.Request) is { } problem)
            return WebhookResult.Refused(401, problem);
        try
        {
            var sent = JsonSerializer.Deserialize<MemberEvent>(context.Request.Body.Span, WorkflowJson.Options);
            return sent switch
            {
                { Type: "member.joined", Id.Length: > 0, Member: { } member } => WebhookResult.Taken([new TriggerEvent(sent.Id, member, member.Number)]),
                { Type.Length: > 0 } and not { Type: "member.joined" } => WebhookResult.Taken([]),
                _ => WebhookResult.Refused(400, "The event lacks its id, its type or the member."),
            };
        }
        catch (JsonException exception)
        {
            return WebhookResult.Refused(400, $"The event cannot be read: {exception.Message}");
        }
    }

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        if (context.TriggerPayload is not { } member)
            throw new ActivityException(FailureKind.Misconfigured, $"'{context.ActivityName}' can only start a workflow. Put it at the begin, and let it start the workflow in its settings.");
        context.Set(Result, ValueConversion.To<Member>(member));
        context.Complete();
    }
}
// </trigger>
