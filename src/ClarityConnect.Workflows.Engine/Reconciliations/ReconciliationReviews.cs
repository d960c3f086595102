using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Reviews;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Reconciliations;

/// <summary>
/// Puts the mismatches of a report in the review queue: each once, whatever was decided before, and takes back what a later run of the same day finds to
/// be right.
/// </summary>
public static class ReconciliationReviews
{
    /// <summary>How many mismatches of a day have an item of their own; the rest share one.</summary>
    public const int MostItems = 500;

    /// <summary>What the keys of a day's items begin with.</summary>
    /// <param name="pair">The name of the pair.</param>
    /// <param name="day">The day.</param>
    public static string KeyPrefix(string pair, DateOnly day) => $"reconciliation:{pair}:{day:yyyy-MM-dd}:";

    /// <summary>Sends the mismatches, and withdraws open items of the same day that are none any longer.</summary>
    /// <param name="report">The report.</param>
    /// <param name="store">Where review items are.</param>
    /// <param name="ids">Makes their ids.</param>
    /// <param name="executionId">The execution that reconciles; null for none.</param>
    /// <param name="cancellationToken">Cancels the transactions.</param>
    public static async Task SendAsync(ReconciliationReport report, IReviewStore store, IdGenerator ids, string? executionId, CancellationToken cancellationToken)
    {
        var summary = report.Summary;
        var prefix = KeyPrefix(summary.Pair, summary.Day);
        var mismatches = report.Lines.Where(line => line.IsMismatch).ToList();
        var items = mismatches.Take(MostItems).Select(line => Item(line, report, ids, executionId, prefix)).DistinctBy(item => item.Key).ToList();
        if (mismatches.Count > MostItems)
            items.Add(Rest(report, mismatches.Count - MostItems, ids, executionId, prefix));
        await store.WithdrawAsync(prefix, [.. items.Select(item => item.Key)], summary.RunAt, cancellationToken);
        if (items.Count > 0)
            await store.SendAsync(items, onlyNewKeys: true, cancellationToken);
    }

    private static ReviewItem Item(ReconciliationLine line, ReconciliationReport report, IdGenerator ids, string? executionId, string prefix)
    {
        var summary = report.Summary;
        var kind = line.Kind switch
        {
            ReconciliationKind.AmountDiffers => "amountDiffers",
            ReconciliationKind.MissingOnLeft => "missingOnLeft",
            ReconciliationKind.MissingOnRight => "missingOnRight",
            _ => "duplicate",
        };
        var amount = line.Difference is { } difference ? ReconciliationWords.Amount(difference, line.Entry.Currency) : ReconciliationWords.Amount(line.Entry);
        return Item(report, ids, executionId, $"reconciliation.{kind}", $"{prefix}{kind}:{line.Side}:{line.Entry.Id}:{ReconciliationWords.Amount(line.Entry)}") with
        {
            Title = CardDataMasker.Mask($"{ReconciliationWords.Name(line.Kind, summary)}: {line.Entry.Reference ?? line.Entry.Id}, {amount} ({summary.Pair}, {ReconciliationWords.Day(summary.Day)})"),
            Reason = CardDataMasker.Mask(ReconciliationWords.Reason(line, summary)),
            SuggestedAction = ReconciliationWords.SuggestedAction(line, summary),
            Subject = ReviewSubject.Mask(WorkflowJson.ToElement(Subject(line, summary))),
        };
    }

    private static ReviewItem Rest(ReconciliationReport report, int count, IdGenerator ids, string? executionId, string prefix) =>
        Item(report, ids, executionId, "reconciliation.manyMismatches", $"{prefix}more") with
        {
            Title = $"{count:N0} more mismatches: {report.Summary.Pair}, {ReconciliationWords.Day(report.Summary.Day)}",
            Reason = $"The day has {count + MostItems:N0} mismatches; the first {MostItems} are in the queue one by one. So many at once usually have one cause.",
            SuggestedAction = "Look at the report: most often one list is not complete, or is of another day. Put that right and reconcile the day again.",
        };

    private static ReviewItem Item(ReconciliationReport report, IdGenerator ids, string? executionId, string kind, string key) => new()
    {
        Id = ids.Next(),
        Key = key.Length <= ReviewItem.LongestKey ? key : key[..ReviewItem.LongestKey],
        Kind = kind,
        Title = kind,
        DefinitionId = report.Summary.DefinitionId,
        InstanceId = report.Summary.InstanceId,
        ExecutionId = executionId,
        CreatedAt = report.Summary.RunAt,
    };

    private static Dictionary<string, object?> Subject(ReconciliationLine line, ReconciliationSummary summary)
    {
        var subject = new Dictionary<string, object?> { ["pair"] = summary.Pair, ["day"] = summary.Day };
        if (line.Difference is { } difference)
            subject["difference"] = ReconciliationWords.Amount(difference, line.Entry.Currency);
        if (line.Left is { } left)
            subject[summary.LeftName] = Entry(left);
        if (line.Right is { } right)
            subject[summary.RightName] = Entry(right);
        return subject;
    }

    private static Dictionary<string, object?> Entry(ReconciliationEntry entry)
    {
        var shown = new Dictionary<string, object?> { ["id"] = entry.Id, ["amount"] = ReconciliationWords.Amount(entry), ["date"] = entry.Date };
        if (entry.Time is { } time)
            shown["time"] = time;
        if (entry.Reference is not null)
            shown["reference"] = entry.Reference;
        if (entry.Description is not null)
            shown["description"] = entry.Description;
        if (entry.Group is not null)
            shown["group"] = entry.Group;
        return shown;
    }
}
