using ClarityConnect.Workflows.Engine.Reconciliations;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>A line of a report.</summary>
/// <param name="Kind">What is said of it.</param>
/// <param name="Left">The entry of the left side.</param>
/// <param name="Right">The entry of the right side.</param>
/// <param name="By">How the two were found to be the same.</param>
/// <param name="Difference">Left less right.</param>
/// <param name="Reason">Why it stands where it stands.</param>
/// <param name="SuggestedAction">What to do about it; null where there is nothing to do.</param>
internal sealed record ReconciliationLineView(
    ReconciliationKind Kind, ReconciliationEntry? Left, ReconciliationEntry? Right, MatchedBy? By, decimal? Difference, string Reason, string? SuggestedAction);
