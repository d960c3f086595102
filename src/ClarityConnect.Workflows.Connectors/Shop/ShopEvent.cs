namespace ClarityConnect.Workflows.Connectors.Shop;

/// <summary>What a shop sends: the payload structure that Standard Webhooks advises.</summary>
/// <param name="Type">The kind of the event, such as "order.created".</param>
/// <param name="Timestamp">When it happened; null where the shop does not say.</param>
/// <param name="Data">The record.</param>
/// <typeparam name="T">The record's type.</typeparam>
public sealed record ShopEvent<T>(string Type, DateTimeOffset? Timestamp, T Data);
