namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Changes;

/// <summary>How far changes were read.</summary>
/// <param name="Through">The latest change that was found.</param>
public sealed record RetailWatermark(DateTimeOffset Through);
