namespace ClarityConnect.Workflows.Simulators.Ledger;

/// <summary>How often the same thing was asked, and how often it was done.</summary>
/// <param name="System">"retail", "portico", "gp" or "intacct".</param>
/// <param name="Operation">The operation.</param>
/// <param name="Key">The caller's business key.</param>
/// <param name="Received">All requests.</param>
/// <param name="Succeeded">Those that were carried out.</param>
public sealed record ReceivedCount(string System, string Operation, string? Key, int Received, int Succeeded);
