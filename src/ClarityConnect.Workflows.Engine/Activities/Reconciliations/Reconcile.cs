using System.Text.Json;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Reconciliations;
using ClarityConnect.Workflows.Engine.References;
using ClarityConnect.Workflows.Engine.Reviews;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Engine.Activities.Reconciliations;

/// <summary>
/// Compares two lists of a day, stores the report, and puts each mismatch in the review queue. The same day again takes the place of the earlier report.
/// Entries that came too late the day before are compared again.
/// </summary>
[Activity("ClarityConnect", "Data", "Compares two lists of a day, keeps the report, and sends what does not match to the review queue.")]
[FlowNode("Balanced", "Mismatches")]
public sealed class Reconcile : Activity, IWritesHere
{
    private const string EntryShape = "Each has id, amount, currency and date, and may have reference, description and group.";

    /// <summary>How many days back a report may be whose late entries are compared again: over a long weekend.</summary>
    private const int CarriedDays = 7;

    /// <summary>The name of the pair.</summary>
    [Input(DisplayName = "Name of the pair", Description = "What is compared, such as \"Opayo and Heartland\"; one report is kept for each pair and day.", IsRequired = true)]
    public Input<string> Pair { get; set; } = new();

    /// <summary>The day.</summary>
    [Input(Description = "The day, such as 2026-01-31.", IsRequired = true)]
    public Input<DateOnly?> Day { get; set; } = new();

    /// <summary>What the first list is called.</summary>
    [Input(DisplayName = "First list is", Description = "What the first list is, such as \"Opayo settlement\".", IsRequired = true)]
    public Input<string> LeftName { get; set; } = new();

    /// <summary>The first list.</summary>
    [Input(DisplayName = "First list", Description = $"The entries of the first list. {EntryShape}", UIHint = "json-editor")]
    public Input<JsonElement> Left { get; set; } = new();

    /// <summary>What the second list is called.</summary>
    [Input(DisplayName = "Second list is", Description = "What the second list is, such as \"Heartland payments\".", IsRequired = true)]
    public Input<string> RightName { get; set; } = new();

    /// <summary>The second list.</summary>
    [Input(DisplayName = "Second list", Description = $"The entries of the second list. {EntryShape}", UIHint = "json-editor")]
    public Input<JsonElement> Right { get; set; } = new();

    /// <summary>The currency of entries without one.</summary>
    [Input(Description = "The currency of entries that name none, such as GBP.")]
    public Input<string> Currency { get; set; } = new();

    /// <summary>By how many minor units amounts may differ.</summary>
    [Input(DisplayName = "Amounts may differ by", Description = "By how many pence or cents two amounts may differ and still match. Default 0.")]
    public Input<int> AmountTolerance { get; set; } = new(0);

    /// <summary>By how many days entries may differ that match by amount.</summary>
    [Input(DisplayName = "Days may differ by", Description = "By how many days two entries may differ that have neither id nor reference in common and match by their amount. Default 0.")]
    public Input<int> DateTolerance { get; set; } = new(0);

    /// <summary>From when entries may clear the next day.</summary>
    [Input(DisplayName = "Late from", Description = "The time of day, such as 18:00, from which an entry that only one list has may be in the other one the next day; it is compared again then. Empty if only entries of a later day may.")]
    public Input<string> CutOff { get; set; } = new();

    /// <summary>How often an entry is compared again.</summary>
    [Input(DisplayName = "Compare late entries again", Description = "On how many later days a late entry is compared again before it counts as missing. Default 1.")]
    public Input<int> Carries { get; set; } = new(1);

    /// <summary>Whether entries with different references may match by amount and date.</summary>
    [Input(DisplayName = "Match different references", Description = "Whether two entries may match by amount and date though their references differ. Default no.")]
    public Input<bool> MatchDifferentReferences { get; set; } = new(false);

    /// <summary>The cross-references' system and kind of the first list.</summary>
    [Input(DisplayName = "First list's records", Description = "System and kind of the first list's ids as Link records knows them, such as \"opayo transaction\"; empty to match without cross-references.")]
    public Input<string> LeftRecords { get; set; } = new();

    /// <summary>The cross-references' system and kind of the second list.</summary>
    [Input(DisplayName = "Second list's records", Description = "System and kind of the second list's ids as Link records knows them, such as \"heartland payment\".")]
    public Input<string> RightRecords { get; set; } = new();

    /// <summary>Whether mismatches are sent to the review queue.</summary>
    [Input(DisplayName = "Send mismatches to review", Description = "Whether each mismatch is sent to the review queue. Default yes.")]
    public Input<bool> SendToReview { get; set; } = new(true);

    /// <summary>The head of the report.</summary>
    [Output(Description = "What came of it: state, and how many entries match, are missing on a side, differ, are twice there, or may clear the next day.")]
    public Output<ReconciliationSummary> Summary { get; set; } = new();

    /// <summary>What both lists come to by currency.</summary>
    [Output(Description = "What both lists come to, by currency.")]
    public Output<IReadOnlyList<ReconciliationTotal>> Totals { get; set; } = new();

    /// <summary>The mismatches, at most as many as have review items of their own.</summary>
    [Output(Description = "What does not match, each with its entries, at most 500.")]
    public Output<IReadOnlyList<ReconciliationLine>> Mismatches { get; set; } = new();

    /// <inheritdoc/>
    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var day = context.Get(Day) ?? throw new ActivityException(FailureKind.InvalidData, "The input 'Day' is empty. Give the day that is reconciled, such as 2026-01-31.");
        var pair = context.GetRequired(Pair).Trim();
        if (pair.Length > ReconciliationSummary.LongestPair)
            throw new ActivityException(FailureKind.InvalidData, $"The name of the pair has {pair.Length} characters; at most {ReconciliationSummary.LongestPair} are kept. Make it shorter.");
        var (leftName, rightName) = (context.GetRequired(LeftName).Trim(), context.GetRequired(RightName).Trim());
        if (leftName == rightName)
            throw new ActivityException(FailureKind.InvalidData, $"Both lists are called '{leftName}'. Give them different names, so that the report can tell them apart.");
        var store = context.GetService<IReconciliationStore>();
        var earlier = await store.FindBeforeAsync(pair, day, day.AddDays(-CarriedDays), context.CancellationToken);
        var left = WithCarried(EntryReader.Read(context.Get(Left), leftName, context.Get(Currency), day), earlier, ReconciliationSide.Left);
        var right = WithCarried(EntryReader.Read(context.Get(Right), rightName, context.Get(Currency), day), earlier, ReconciliationSide.Right);
        var lines = Reconciler.Compare(
            day, left, right, Options(context), await GroupsAsync(context, LeftRecords, left), await GroupsAsync(context, RightRecords, right));
        var report = ReconciliationReport.Of(pair, day, leftName, rightName, lines, context.Time.GetUtcNow());
        report = report with { Summary = report.Summary with { InstanceId = context.InstanceId, DefinitionId = context.DefinitionId } };
        await store.SaveAsync(report, context.CancellationToken);
        if (context.Get(SendToReview))
            await ReconciliationReviews.SendAsync(report, context.GetService<IReviewStore>(), context.GetService<IdGenerator>(), context.ExecutionId, context.CancellationToken);
        context.Set(Summary, report.Summary);
        context.Set(Totals, report.Totals());
        context.Set(Mismatches, [.. report.Lines.Where(line => line.IsMismatch).Take(ReconciliationReviews.MostItems)]);
        context.Complete(report.Summary.State == ReconciliationState.Balanced ? "Balanced" : "Mismatches");
    }

    private ReconciliationOptions Options(ActivityExecutionContext context)
    {
        var cutOff = context.Get(CutOff);
        TimeOnly time = default;
        if (!string.IsNullOrWhiteSpace(cutOff) && !TimeOnly.TryParse(cutOff, System.Globalization.CultureInfo.InvariantCulture, out time))
            throw new ActivityException(FailureKind.InvalidData, $"The input 'Late from' is '{cutOff}', which is no time of day. Write it as 18:00.");
        return new ReconciliationOptions
        {
            AmountTolerance = Math.Max(0, context.Get(AmountTolerance)),
            DateTolerance = Math.Max(0, context.Get(DateTolerance)),
            CutOff = string.IsNullOrWhiteSpace(cutOff) ? null : time,
            Carries = Math.Max(0, context.Get(Carries)),
            MatchesDifferentReferences = context.Get(MatchDifferentReferences),
        };
    }

    /// <summary>Adds what was late the time before, unless the list has it by itself.</summary>
    private static IReadOnlyList<ReconciliationEntry> WithCarried(IReadOnlyList<ReconciliationEntry> entries, ReconciliationReport? earlier, ReconciliationSide side)
    {
        if (earlier?.CarriedOver(side) is not { Count: > 0 } carried)
            return entries;
        var ids = entries.Select(entry => entry.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. entries, .. carried.Where(entry => !ids.Contains(entry.Id))];
    }

    private static async Task<IReadOnlyDictionary<string, string>?> GroupsAsync(ActivityExecutionContext context, Input<string> records, IReadOnlyList<ReconciliationEntry> entries)
    {
        if (context.Get(records) is not { } text || string.IsNullOrWhiteSpace(text) || entries.Count == 0)
            return null;
        if (text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is not [var system, var kind])
            throw new ActivityException(FailureKind.InvalidData, $"'{text}' is not a system and a kind of record. Write both with a blank between them, such as opayo transaction.");
        var references = entries.Select(entry => entry.Id).Where(id => id.Length <= RecordReference.LongestId).Distinct().ToDictionary(id => RecordReference.Create(system, kind, id)!);
        var groups = await context.GetService<IReferenceStore>().FindGroupsAsync(references.Keys, context.CancellationToken);
        return groups.ToDictionary(group => references[group.Key], group => group.Value, StringComparer.Ordinal);
    }
}
