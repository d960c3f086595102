namespace ClarityConnect.Workflows.Sdk.Connections;

/// <summary>What the test call of a connection found.</summary>
/// <param name="Succeeded">Whether the vendor accepted us.</param>
/// <param name="Message">Which identity and permissions were found, or what is wrong and what to do.</param>
public sealed record ConnectionTest(bool Succeeded, string Message);
