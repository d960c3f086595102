using ClarityConnect.Workflows.Connectors.Intacct.Writes;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Intacct.Journals;

/// <summary>Posts several journals in one request, each at most once. Left by "Some refused" where journals stand alone and Intacct refused some.</summary>
[Activity("ClarityConnect.Intacct", "Sage Intacct", "Posts several journals to the general ledger in one request: all of them or none, or each for itself. No journal is ever posted twice.", DisplayName = "Post GL batch")]
[FlowNode("Done", "Some refused")]
public sealed class PostGlBatch : IntacctTaggedActivity<GlBatchResult>
{
    /// <summary>The journals.</summary>
    [Input(DisplayName = "Journals", Description = "The journals, as a list of { journal, date, title, reference, lines: [ { account, side, amount, location, … } ] }; at most 500. Each has a reference of its own.", IsRequired = true)]
    public Input<IReadOnlyList<JournalEntry>> Entries { get; set; } = new();

    /// <summary>Whether nothing is kept when one is refused.</summary>
    [Input(DisplayName = "All or nothing", Description = "Whether no journal is posted when Intacct refuses one of them. Without it each journal stands alone, and the step is left by 'Some refused'.")]
    public Input<bool> AllOrNothing { get; set; } = new(true);

    /// <summary>How many journals were posted now.</summary>
    [Output(Description = "How many journals were posted now.")]
    public Output<int> Posted { get; set; } = new();

    /// <summary>The journals that were refused.</summary>
    [Output(Description = "The journals that Intacct refused, each with its reference and the reason.")]
    public Output<IReadOnlyList<GlBatchEntry>> Refused { get; set; } = new();

    private protected override AtMostOnce<GlBatchResult> Prepare(ActivityExecutionContext context, IntacctClient client)
    {
        var settings = Settings(context);
        var batch = new GlBatch(client, [.. (context.Get(Entries) ?? []).Select(entry => JournalDraft.Of(entry, settings))], context.Get(AllOrNothing));
        batch.Check();
        return batch;
    }

    private protected override string OutcomeOf(GlBatchResult made) => made.Refused == 0 ? "Done" : "Some refused";

    private protected override void Report(ActivityExecutionContext context, GlBatchResult made)
    {
        context.Set(Result, made);
        context.Set(Posted, made.Posted);
        context.Set(Refused, [.. made.Entries.Where(entry => entry.Outcome == GlBatchOutcome.Refused)]);
    }
}
