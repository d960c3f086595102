namespace ClarityConnect.Workflows.UnitTests.Testing.Conformance;

/// <summary>A parcel.</summary>
public sealed record Parcel(string Number, string Reference, DateTimeOffset At);
