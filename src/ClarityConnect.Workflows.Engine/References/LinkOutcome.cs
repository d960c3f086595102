namespace ClarityConnect.Workflows.Engine.References;

/// <summary>What came of a link.</summary>
/// <param name="GroupId">The group that all its records are in now.</param>
/// <param name="NewRecords">How many of its records were in no group before; 0 where it was known already.</param>
public sealed record LinkOutcome(string GroupId, int NewRecords);
