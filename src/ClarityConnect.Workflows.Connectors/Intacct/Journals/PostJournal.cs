using ClarityConnect.Workflows.Connectors.Intacct.Choices;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Journals;

/// <summary>Posts a journal to the general ledger, at most once for each reference.</summary>
[Activity("ClarityConnect.Intacct", "Sage Intacct", "Posts a journal to the general ledger. The same reference is never posted twice.", DisplayName = "Post journal")]
public sealed class PostJournal : CodeActivity<PostedJournal>
{
    /// <summary>The Sage Intacct company.</summary>
    [Input(Description = "The Sage Intacct company.", ConnectionType = typeof(IntacctConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The symbol of the journal.</summary>
    [Input(Description = "The journal to post to, such as GJ.", Choices = typeof(JournalChoices), IsRequired = true)]
    public Input<string> Journal { get; set; } = new();

    /// <summary>The posting date.</summary>
    [Input(DisplayName = "Posting date", Description = "The day that the journal belongs to in the books.", IsRequired = true)]
    public Input<DateOnly?> Date { get; set; } = new();

    /// <summary>What the journal is for.</summary>
    [Input(Description = "What the journal is for; shown in lists.", IsRequired = true)]
    public Input<string> Title { get; set; } = new();

    /// <summary>Our reference.</summary>
    [Input(Description = "Your reference, the same whenever the same business event is posted; at most 45 characters. Journal, reference and date together are posted once.", IsRequired = true)]
    public Input<string> Reference { get; set; } = new();

    /// <summary>The lines.</summary>
    [Input(Description = "The lines, as a list of { account, side: 'Debit' or 'Credit', amount, location, department, description, document, currency }. Amounts are above zero, and debits equal credits for each location.", IsRequired = true)]
    public Input<IReadOnlyList<JournalLine>> Lines { get; set; } = new();

    /// <summary>The location of lines without one.</summary>
    [Input(DisplayName = "Default location", Description = "The location of lines that name none.", Choices = typeof(LocationChoices))]
    public Input<string> DefaultLocation { get; set; } = new();

    /// <summary>The department of lines without one.</summary>
    [Input(DisplayName = "Default department", Description = "The department of lines that name none.", Choices = typeof(DepartmentChoices))]
    public Input<string> DefaultDepartment { get; set; } = new();

    /// <summary>The entity that takes differences between entities.</summary>
    [Input(DisplayName = "Base location", Description = "The entity that takes differences where the lines do not balance for each entity; usually empty.", Category = "Advanced", Choices = typeof(LocationChoices))]
    public Input<string> BaseLocation { get; set; } = new();

    /// <summary>Whether it is only drafted.</summary>
    [Input(DisplayName = "As draft", Description = "Whether the journal is only drafted, for a person to post it in Intacct.", Category = "Advanced")]
    public Input<bool> AsDraft { get; set; } = new();

    /// <summary>Intacct's id of the journal.</summary>
    [Output(Description = "Intacct's id of the journal.")]
    public Output<string> RecordNo { get; set; } = new();

    /// <summary>The number within the journal.</summary>
    [Output(Description = "The number within the journal, which people see.")]
    public Output<string> BatchNo { get; set; } = new();

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
            // Somebody's journal has the reference, but not with these totals: a person has to look.
            return Reconciliation.Unknown;
        }

        if (posted is null)
            return Reconciliation.NotApplied;
        Report(context, posted);
        context.Complete();
        return Reconciliation.Applied;
    }

    private async ValueTask<JournalPosting> PostingAsync(ActivityExecutionContext context)
    {
        var entry = new JournalEntry
        {
            Journal = context.GetRequired(Journal),
            Date = context.Get(Date) ?? throw new ActivityException(FailureKind.InvalidData, "The input 'Posting date' is empty. Give it a day."),
            Title = context.GetRequired(Title),
            Reference = context.GetRequired(Reference),
            State = context.Get(AsDraft) ? "Draft" : "Posted",
            Lines = [.. (context.Get(Lines) ?? []).Select(line => Completed(line, context.Get(DefaultLocation), context.Get(DefaultDepartment)))],
        };
        var baseLocation = context.Get(BaseLocation);
        return new JournalPosting(await context.GetClientAsync<IntacctClient>(Connection), entry, string.IsNullOrWhiteSpace(baseLocation) ? null : baseLocation);
    }

    private static JournalLine Completed(JournalLine line, string? location, string? department) => line with
    {
        Location = string.IsNullOrWhiteSpace(line.Location) && !string.IsNullOrWhiteSpace(location) ? location : line.Location,
        Department = string.IsNullOrWhiteSpace(line.Department) && !string.IsNullOrWhiteSpace(department) ? department : line.Department,
    };

    private void Report(ActivityExecutionContext context, PostedJournal posted)
    {
        context.Set(Result, posted);
        context.Set(RecordNo, posted.RecordNo);
        context.Set(BatchNo, posted.BatchNo);
        context.Set(AlreadyPosted, posted.AlreadyPosted);
        context.Set(TotalDebit, posted.TotalDebit);
        context.Set(TotalCredit, posted.TotalCredit);
    }
}
