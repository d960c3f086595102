using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;

namespace Acme.Loyalty;

/// <summary>Gives points to a member, once for each time that the step is run.</summary>
[Activity("Acme.Loyalty", "Acme Loyalty", "Gives points to a member of the loyalty program.", DisplayName = "Give loyalty points")]
[FlowNode("Done", "Not a member")]
public sealed class GivePoints : CodeActivity<Award>
{
    /// <summary>The account.</summary>
    [Input(Description = "The account at the loyalty program.", ConnectionType = typeof(LoyaltyConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The member's number.</summary>
    [Input(DisplayName = "Member number", Description = "The number on the member's card, such as M-1001.", IsRequired = true)]
    public Input<string> MemberNumber { get; set; } = new();

    /// <summary>How many points.</summary>
    [Input(Description = "How many points the member gets, a whole number above zero.", IsRequired = true)]
    public Input<int> Points { get; set; } = new();

    // <choices-input>
    /// <summary>The campaign that pays for them.</summary>
    [Input(Description = "The campaign that the points are given for.", Choices = typeof(CampaignChoices), IsRequired = true)]
    public Input<string> Campaign { get; set; } = new();
    // </choices-input>

    /// <summary>The balance.</summary>
    [Output(Description = "How many points the member has now.")]
    public Output<int> Balance { get; set; } = new();

    // <durable-step>
    /// <inheritdoc/>
    protected override EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.Reconcilable;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var points = context.Get(Points);
        if (points <= 0)
            throw new ActivityException(FailureKind.InvalidData, $"The input 'Points' is {points}. Give a whole number above zero.");
        var client = await context.GetClientAsync<LoyaltyClient>(Connection);
        var award = await client.GiveAsync(
            context.IdempotencyKey, context.GetRequired(MemberNumber), points, context.GetRequired(Campaign), context.CancellationToken);
        Report(context, award);
    }

    /// <inheritdoc/>
    protected override async ValueTask<Reconciliation> ReconcileAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<LoyaltyClient>(Connection);
        if (await client.FindAwardAsync(context.IdempotencyKey, context.CancellationToken) is not { } award)
            return Reconciliation.NotApplied;
        Report(context, award);
        return Reconciliation.Applied;
    }
    // </durable-step>

    private void Report(ActivityExecutionContext context, Award? award)
    {
        if (award is null)
        {
            context.Complete("Not a member");
            return;
        }

        context.Set(Result, award);
        context.Set(Balance, award.Balance);
        context.Complete("Done");
    }
}
