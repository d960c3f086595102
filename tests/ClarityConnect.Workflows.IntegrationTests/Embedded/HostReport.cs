namespace ClarityConnect.Workflows.IntegrationTests.Embedded;

/// <summary>What a host process says when its PostgreSQL is ready, or why it is not.</summary>
public sealed record HostReport(string ConnectionString, bool Recovered, string? Error);
