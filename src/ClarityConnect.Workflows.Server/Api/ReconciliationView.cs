using ClarityConnect.Workflows.Engine.Reconciliations;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>What the comparison of two lists for one day came to.</summary>
/// <param name="Summary">The head.</param>
/// <param name="Totals">What both sides come to, by currency.</param>
/// <param name="Lines">The lines.</param>
internal sealed record ReconciliationView(ReconciliationSummary Summary, IReadOnlyList<ReconciliationTotal> Totals, IReadOnlyList<ReconciliationLineView> Lines)
{
    public static ReconciliationView Of(ReconciliationReport report, bool withMatched) => new(
        report.Summary,
        report.Totals(),
        [.. report.Lines
            .Where(line => withMatched || line.Kind != ReconciliationKind.Matched)
            .Select(line => new ReconciliationLineView(
                line.Kind,
                line.Left,
                line.Right,
                line.By,
                line.Difference,
                ReconciliationWords.Reason(line, report.Summary),
                line.IsMismatch ? ReconciliationWords.SuggestedAction(line, report.Summary) : null))]);
}
