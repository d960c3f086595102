using ClarityConnect.Workflows.Sdk.Choices;

namespace Acme.Loyalty;

// <choices>
/// <summary>Lists the program's campaigns.</summary>
public sealed class CampaignChoices : ChoiceProvider
{
    /// <inheritdoc/>
    public override async ValueTask<IReadOnlyList<Choice>> ListAsync(ChoiceContext context)
    {
        var client = await context.GetClientAsync<LoyaltyClient>();
        var campaigns = await client.ListCampaignsAsync(context.CancellationToken);
        return [.. campaigns.Select(campaign => new Choice(campaign.Code, campaign.Name))];
    }
}
// </choices>
