using ClarityConnect.Workflows.Sdk.Activities;

namespace Acme.Loyalty;

// <first-activity>
/// <summary>Looks up a member by e-mail address.</summary>
[Activity("Acme.Loyalty", "Acme Loyalty", "Looks up a member of the loyalty program.", DisplayName = "Look up a member")]
[FlowNode("Found", "Not found")]
public sealed class LookUpMember : CodeActivity<Member>
{
    /// <summary>The account.</summary>
    [Input(Description = "The account at the loyalty program.", ConnectionType = typeof(LoyaltyConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The address that the member joined with.</summary>
    [Input(DisplayName = "E-mail address", Description = "The e-mail address that the member joined with.", IsRequired = true)]
    public Input<string> Email { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<LoyaltyClient>(Connection);
        var member = await client.FindMemberAsync(context.GetRequired(Email), context.CancellationToken);
        context.Set(Result, member);
        context.Complete(member is null ? "Not found" : "Found");
    }
}
// </first-activity>
