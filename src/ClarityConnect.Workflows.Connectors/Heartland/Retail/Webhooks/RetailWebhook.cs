namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Webhooks;

/// <summary>An address that Retail calls when something happens.</summary>
/// <param name="WebhookId">Retail's id of the subscription.</param>
/// <param name="Address">The address.</param>
/// <param name="Events">The events, such as "sales_transaction_completed".</param>
public sealed record RetailWebhook(string WebhookId, string Address, IReadOnlyList<string> Events);
