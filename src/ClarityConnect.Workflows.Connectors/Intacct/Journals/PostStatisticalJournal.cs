using ClarityConnect.Workflows.Connectors.Intacct.Choices;
using ClarityConnect.Workflows.Connectors.Intacct.Writes;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Journals;

/// <summary>Posts counts, such as transactions or hours, to statistical accounts, at most once for each reference. The XML gateway only.</summary>
[Activity("ClarityConnect.Intacct", "Sage Intacct", "Posts counts, such as the number of sales or hours worked, to statistical accounts. The same reference is never posted twice.", DisplayName = "Post statistical journal")]
public sealed class PostStatisticalJournal : IntacctTaggedActivity<PostedJournal>
{
    /// <summary>The symbol of the statistical journal.</summary>
    [Input(Description = "The statistical journal to post to.", Choices = typeof(StatisticalJournalChoices), IsRequired = true)]
    public Input<string> Journal { get; set; } = new();

    /// <summary>The posting date.</summary>
    [Input(DisplayName = "Posting date", Description = "The day that the counts belong to.", IsRequired = true)]
    public Input<DateOnly?> Date { get; set; } = new();

    /// <summary>What the journal is for.</summary>
    [Input(Description = "What the journal is for; shown in lists.", IsRequired = true)]
    public Input<string> Title { get; set; } = new();

    /// <summary>Our reference.</summary>
    [Input(Description = "Your reference, the same whenever the same counts are posted; at most 45 characters.", IsRequired = true)]
    public Input<string> Reference { get; set; } = new();

    /// <summary>The lines; a debit adds to the account, a credit takes from it.</summary>
    [Input(Description = "The lines, as a list of { account, side: 'Debit' to add or 'Credit' to take away, amount, location, department, description }. They need not balance and have no currency.", IsRequired = true)]
    public Input<IReadOnlyList<JournalLine>> Lines { get; set; } = new();

    private protected override AtMostOnce<PostedJournal> Prepare(ActivityExecutionContext context, IntacctClient client)
    {
        var entry = new JournalEntry
        {
            Journal = context.GetRequired(Journal),
            Date = context.Get(Date) ?? throw new ActivityException(FailureKind.InvalidData, "The input 'Posting date' is empty. Give it a day."),
            Title = context.GetRequired(Title),
            Reference = context.GetRequired(Reference),
            Lines = context.Get(Lines) ?? [],
        };
        return JournalPosting.Once(client, JournalDraft.Of(entry, Settings(context)) with { IsStatistical = true });
    }
}
