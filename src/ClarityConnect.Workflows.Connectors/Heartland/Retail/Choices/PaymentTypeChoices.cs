using ClarityConnect.Workflows.Sdk.Choices;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Choices;

/// <summary>Lists the ways to pay that are in use.</summary>
public sealed class PaymentTypeChoices : RetailChoices
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyList<Choice>> ListAsync(HeartlandRetailClient client, ChoiceContext context) =>
        [.. (await client.ListPaymentTypesAsync(context.CancellationToken)).Where(type => type.IsActive).Select(type => new Choice(type.PaymentTypeId, type.Name))];
}
