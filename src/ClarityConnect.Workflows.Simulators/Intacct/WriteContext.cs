namespace ClarityConnect.Workflows.Simulators.Intacct;

/// <summary>The circumstances of a write.</summary>
/// <param name="MissingAccounts">Accounts that are missing on purpose.</param>
/// <param name="ClosedThrough">The last closed day; null for none.</param>
/// <param name="MultiCurrency">Whether the company books in several currencies.</param>
/// <param name="Location">The entity of the session; empty for the top level.</param>
/// <param name="SupportId">Gives ids for the support desk.</param>
/// <param name="ControlId">What the write is recognised by.</param>
/// <param name="Now">The time.</param>
internal sealed record WriteContext(
    IReadOnlyList<string> MissingAccounts, DateOnly? ClosedThrough, bool MultiCurrency, string Location, Func<string> SupportId, string ControlId, DateTimeOffset Now);
