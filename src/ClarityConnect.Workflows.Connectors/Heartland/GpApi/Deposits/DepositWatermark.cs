namespace ClarityConnect.Workflows.Connectors.Heartland.GpApi.Deposits;

/// <summary>How far deposits were read.</summary>
/// <param name="Through">The latest day of a deposit that was found.</param>
public sealed record DepositWatermark(DateOnly Through);
