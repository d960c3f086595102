namespace ClarityConnect.Workflows.Simulators.Day;

/// <summary>What a card batch must come to, worked out from the tickets and tips alone.</summary>
/// <param name="BatchId">Portico's number.</param>
/// <param name="DeviceId">The terminal.</param>
/// <param name="LocationId">Retail location.</param>
/// <param name="LocationCode">Intacct location.</param>
/// <param name="Tips">Tips inside the total.</param>
/// <param name="Total">Sales less returns: what the bank receives before fees.</param>
/// <param name="CardTypes">By brand, in the order of the brand's name.</param>
public sealed record BatchExpectation(
    long BatchId,
    long DeviceId,
    long LocationId,
    string LocationCode,
    decimal Tips,
    decimal Total,
    IReadOnlyList<CardTypeExpectation> CardTypes);
