namespace ClarityConnect.Workflows.Connectors.Intacct.Customers;

/// <summary>How far changes of customers were taken.</summary>
/// <param name="ChangedThrough">The latest change that was seen.</param>
internal sealed record CustomerCursor(DateTimeOffset ChangedThrough);
