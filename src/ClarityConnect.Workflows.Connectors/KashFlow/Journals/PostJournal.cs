using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Journals;

/// <summary>Posts a journal, at most once for each reference and day.</summary>
[Activity("ClarityConnect.KashFlow", "KashFlow", "Posts a journal to the nominal ledger. The same reference is never posted twice for a day.", DisplayName = "Post journal")]
public sealed class PostJournal : CodeActivity<PostedJournal>
{
    /// <summary>The KashFlow company.</summary>
    [Input(Description = "The KashFlow company.", ConnectionType = typeof(KashFlowConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The posting date.</summary>
    [Input(DisplayName = "Posting date", Description = "The day that the journal belongs to in the books.", IsRequired = true)]
    public Input<DateOnly?> Date { get; set; } = new();

    /// <summary>What the journal is for.</summary>
    [Input(Description = "What the journal is for; shown in lists after the reference.", IsRequired = true)]
    public Input<string> Title { get; set; } = new();

    /// <summary>Our reference.</summary>
    [Input(Description = "Your reference, the same whenever the same business event is posted. It begins the journal's comment in KashFlow.", IsRequired = true)]
    public Input<string> Reference { get; set; } = new();

    /// <summary>The lines.</summary>
    [Input(Description = "The lines, as a list of { account, side: 'Debit' or 'Credit', amount, description }. account is a nominal code, amounts are above zero and in the home currency, and debits equal credits.", IsRequired = true)]
    public Input<IReadOnlyList<JournalLine>> Lines { get; set; } = new();

    /// <summary>The journal's number.</summary>
    [Output(Description = "The journal's number, which people see.")]
    public Output<string> Number { get; set; } = new();

    /// <summary>Whether it was there before.</summary>
    [Output(Description = "Whether the journal was there before, so that nothing was posted now.")]
    public Output<bool> AlreadyPosted { get; set; } = new();

    /// <summary>The sum of all debits.</summary>
    [Output(Description = "The sum of all debits.")]
    public Output<decimal> TotalDebit { get; set; } = new();

    /// <summary>The sum of all credits.</summary>
    [Output(Description = "The sum of all credits.")]
    public Output<decimal> TotalCredit { get; set; } = new();

    /// <inheritdoc/>
    protected override EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.Reconcilable;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var posting = await PostingAsync(context);
        Report(context, await posting.PostAsync(context.CancellationToken));
    }

    /// <inheritdoc/>
    protected override async ValueTask<Reconciliation> ReconcileAsync(ActivityExecutionContext context)
    {
        var posting = await PostingAsync(context);
        PostedJournal? posted;
        try
        {
            posted = await posting.FindAsync(context.CancellationToken);
        }
        catch (ActivityException exception) when (exception.Kind == FailureKind.Rejected)
        {
            // Somebody's journal has the reference, but not with this total: a person has to look.
            return Reconciliation.Unknown;
        }

        if (posted is null)
            return Reconciliation.NotApplied;
        Report(context, posted);
        context.Complete();
        return Reconciliation.Applied;
    }

    private async ValueTask<JournalPosting> PostingAsync(ActivityExecutionContext context) => new(
        await context.GetClientAsync<KashFlowClient>(Connection),
        new JournalEntry
        {
            Journal = "KashFlow",
            Date = context.Get(Date) ?? throw new ActivityException(FailureKind.InvalidData, "The input 'Posting date' is empty. Give it a day."),
            Title = context.GetRequired(Title),
            Reference = context.GetRequired(Reference).Trim(),
            Lines = context.Get(Lines) ?? [],
        });

    private void Report(ActivityExecutionContext context, PostedJournal posted)
    {
        context.Set(Result, posted);
        context.Set(Number, posted.Number);
        context.Set(AlreadyPosted, posted.AlreadyPosted);
        context.Set(TotalDebit, posted.TotalDebit);
        context.Set(TotalCredit, posted.TotalCredit);
    }
}
