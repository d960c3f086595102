using ClarityConnect.Workflows.Connectors.Intacct.Choices;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Journals;

/// <summary>Reads a journal of the general ledger with its lines and sums.</summary>
[Activity("ClarityConnect.Intacct", "Sage Intacct", "Reads a journal of the general ledger with its lines and sums, by its record number or by journal and reference.", DisplayName = "Read journal")]
public sealed class ReadJournal : CodeActivity<JournalEntry>
{
    /// <summary>The Sage Intacct company.</summary>
    [Input(Description = "The Sage Intacct company.", ConnectionType = typeof(IntacctConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>Intacct's id of the journal.</summary>
    [Input(DisplayName = "Record number", Description = "Intacct's id of the journal. Leave it empty to find the journal by its reference.")]
    public Input<string> RecordNo { get; set; } = new();

    /// <summary>The symbol of the journal.</summary>
    [Input(Description = "The journal, where the entry is found by reference.", Choices = typeof(JournalChoices))]
    public Input<string> Journal { get; set; } = new();

    /// <summary>Our reference.</summary>
    [Input(Description = "The reference, where the record number is not known.")]
    public Input<string> Reference { get; set; } = new();

    /// <summary>The posting date.</summary>
    [Input(DisplayName = "Posting date", Description = "The posting date, where the same reference is used on several days.")]
    public Input<DateOnly?> Date { get; set; } = new();

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<IntacctClient>(Connection);
        context.Set(Result, context.Get(RecordNo) is { Length: > 0 } recordNo
            ? await ByRecordAsync(client, recordNo, context.CancellationToken)
            : await ByReferenceAsync(client, context));
    }

    private static async Task<JournalEntry> ByRecordAsync(IntacctClient client, string recordNo, CancellationToken cancellationToken) =>
        await JournalReader.FindByRecordAsync(client, recordNo, cancellationToken)
        ?? throw new ActivityException(FailureKind.Rejected, $"Intacct has no journal with record number {recordNo}. It may have been deleted there.");

    private async Task<JournalEntry> ByReferenceAsync(IntacctClient client, ActivityExecutionContext context)
    {
        var (journal, reference) = (context.GetRequired(Journal), context.GetRequired(Reference));
        var found = await JournalReader.FindByReferenceAsync(client, journal, reference, context.Get(Date), context.CancellationToken);
        return found.Count switch
        {
            1 => found[0],
            0 => throw new ActivityException(FailureKind.Rejected, $"Intacct's journal {journal} has no entry with reference '{reference}'."),
            _ => throw new ActivityException(
                FailureKind.Rejected,
                $"Intacct's journal {journal} has {found.Count} entries with reference '{reference}' (records {string.Join(", ", found.Select(entry => entry.RecordNo))}). Give the posting date or the record number."),
        };
    }
}
