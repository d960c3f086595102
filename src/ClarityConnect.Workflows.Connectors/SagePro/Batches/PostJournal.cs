using ClarityConnect.Workflows.Connectors.SagePro.Choices;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.SagePro.Batches;

/// <summary>Posts a journal to the general ledger, once for each reference.</summary>
[Activity("ClarityConnect.SagePro", "Sage Pro", "Posts a journal to Sage Pro's general ledger and waits until it is in the books. The same reference is never posted twice.", DisplayName = "Post journal")]
[FlowNode(PostedOutcome, DeliveredOutcome, TimedOutOutcome)]
public sealed class PostJournal : PostingActivity
{
    /// <summary>The posting date.</summary>
    [Input(DisplayName = "Posting date", Description = "The day that the journal belongs to in the books.", IsRequired = true, Order = 2)]
    public Input<DateOnly?> Date { get; set; } = new();

    /// <summary>What the journal is for.</summary>
    [Input(Description = "What the journal is for; at most 40 characters.", IsRequired = true, Order = 3)]
    public Input<string> Title { get; set; } = new();

    /// <summary>The lines.</summary>
    [Input(Description = "The lines, as a list of { account, side: 'Debit' or 'Credit', amount, department, description, document, customer }. Amounts are above zero, and debits equal credits.", IsRequired = true, Order = 4)]
    public Input<IReadOnlyList<JournalLine>> Lines { get; set; } = new();

    /// <summary>The department of lines without one.</summary>
    [Input(DisplayName = "Default department", Description = "The department of lines that name none.", Order = 5)]
    public Input<string> DefaultDepartment { get; set; } = new();

    /// <summary>The account of lines without one.</summary>
    [Input(DisplayName = "Default account", Description = "The account of lines that name none; usually empty.", Choices = typeof(AccountChoices), Category = "Advanced", Order = 6)]
    public Input<string> DefaultAccount { get; set; } = new();

    /// <summary>The period.</summary>
    [Input(Description = "The period, at most 6 characters; empty for the one that the posting date is in.", Category = "Advanced", Order = 7)]
    public Input<string> Period { get; set; } = new();

    /// <summary>Where it comes from.</summary>
    [Input(Description = "Where it comes from, as Sage Pro shows it; at most 12 characters.", Category = "Advanced", Order = 8)]
    public Input<string> Source { get; set; } = new("CLARITY");

    internal override StagedBatch BatchOf(ActivityExecutionContext context) => new()
    {
        Kind = BatchKind.Journal,
        DocDate = context.Get(Date) ?? throw new ActivityException(FailureKind.InvalidData, "The input 'Posting date' is empty. Give it a day."),
        Memo = context.GetRequired(Title),
        Period = context.Get(Period),
        Source = context.Get(Source),
        Lines = [.. (context.Get(Lines) ?? []).Select((line, index) => LineOf(line, index + 1, context))],
    };

    private StagedLine LineOf(JournalLine line, int number, ActivityExecutionContext context) => line.Side is JournalSide.None
        ? throw new ActivityException(FailureKind.InvalidData, $"Line {number} of the journal says neither debit nor credit.")
        : new StagedLine
        {
            Account = line.Account.Length > 0 ? line.Account : context.Get(DefaultAccount),
            Dept = string.IsNullOrWhiteSpace(line.Department) ? context.Get(DefaultDepartment) : line.Department,
            Debit = line.Side == JournalSide.Debit ? line.Amount : null,
            Credit = line.Side == JournalSide.Credit ? line.Amount : null,
            Memo = line.Description,
            Ref = line.Document,
            Custno = line.Customer,
        };
}
