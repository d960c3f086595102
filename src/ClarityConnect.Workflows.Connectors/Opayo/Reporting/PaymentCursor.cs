namespace ClarityConnect.Workflows.Connectors.Opayo.Reporting;

/// <summary>How far the list of transactions was read.</summary>
/// <param name="ReadThrough">When it was read last.</param>
public sealed record PaymentCursor(DateTimeOffset ReadThrough);
