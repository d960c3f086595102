using ClarityConnect.Workflows.Connectors.Intacct.Choices;
using ClarityConnect.Workflows.Connectors.Intacct.Writes;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Journals;

/// <summary>Posts a journal to the general ledger, at most once for each reference.</summary>
[Activity("ClarityConnect.Intacct", "Sage Intacct", "Posts a journal to the general ledger. The same reference is never posted twice.", DisplayName = "Post journal")]
public sealed class PostJournal : IntacctTaggedActivity<PostedJournal>
{
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
    [Input(Description = "The lines, as a list of { account, side: 'Debit' or 'Credit', amount, location, department, class, project, customer, vendor, employee, item, description, document, currency }. Amounts are above zero, and debits equal credits for each location.", IsRequired = true)]
    public Input<IReadOnlyList<JournalLine>> Lines { get; set; } = new();

    /// <summary>The entity that takes differences between entities.</summary>
    [Input(DisplayName = "Base location", Description = "The entity that takes differences where the lines do not balance for each entity; usually empty.", Category = "Advanced", Choices = typeof(LocationChoices))]
    public Input<string> BaseLocation { get; set; } = new();

    /// <summary>When Intacct reverses it.</summary>
    [Input(DisplayName = "Reverse on", Description = "The day on which Intacct reverses the journal by itself, such as the first of the next month for an accrual; usually empty.", Category = "Advanced")]
    public Input<DateOnly?> ReverseOn { get; set; } = new();

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

    private protected override AtMostOnce<PostedJournal> Prepare(ActivityExecutionContext context, IntacctClient client)
    {
        var entry = new JournalEntry
        {
            Journal = context.GetRequired(Journal),
            Date = context.Get(Date) ?? throw new ActivityException(FailureKind.InvalidData, "The input 'Posting date' is empty. Give it a day."),
            Title = context.GetRequired(Title),
            Reference = context.GetRequired(Reference),
            State = context.Get(AsDraft) ? "Draft" : "Posted",
            Lines = context.Get(Lines) ?? [],
        };
        var baseLocation = context.Get(BaseLocation);
        return JournalPosting.Once(client, JournalDraft.Of(entry, Settings(context)) with
        {
            BaseLocation = string.IsNullOrWhiteSpace(baseLocation) ? null : baseLocation,
            ReverseOn = context.Get(ReverseOn),
        });
    }

    private protected override void Report(ActivityExecutionContext context, PostedJournal made)
    {
        context.Set(Result, made);
        context.Set(RecordNo, made.RecordNo);
        context.Set(BatchNo, made.BatchNo);
        context.Set(AlreadyPosted, made.AlreadyPosted);
        context.Set(TotalDebit, made.TotalDebit);
        context.Set(TotalCredit, made.TotalCredit);
    }
}
