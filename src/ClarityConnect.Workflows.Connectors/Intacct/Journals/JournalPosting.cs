using System.Globalization;
using ClarityConnect.Workflows.Connectors.Intacct.Writes;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Journals;

/// <summary>Posts journals at most once for each journal, reference and date.</summary>
internal static class JournalPosting
{
    /// <summary>Checks a journal and says how it is posted once.</summary>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>: everything that is wrong with it.</exception>
    public static AtMostOnce<PostedJournal> Once(IntacctClient client, JournalDraft draft)
    {
        JournalCheck.Check(draft, client.HasSeveralCurrencies);
        var entry = draft.Entry;
        return new WriteOnce<PostedJournal>(client, draft.ToWrite(), FindAsync, DescribeAsync);

        async Task<PostedJournal?> FindAsync(CancellationToken cancellationToken) =>
            Match(entry, await JournalReader.FindByReferenceAsync(client, entry.Journal, entry.Reference, entry.Date, cancellationToken));

        async Task<PostedJournal> DescribeAsync(string recordNo, CancellationToken cancellationToken)
        {
            // The answer to a create names the record only; the number that people see and the state come from the header.
            var header = await JournalReader.FindHeaderAsync(client, recordNo, cancellationToken);
            return Describe(entry with { RecordNo = recordNo, BatchNo = header?.BatchNo, State = header?.State }, alreadyPosted: false);
        }
    }

    /// <summary>The journal among those with its reference; null where there are none.</summary>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.Rejected"/>: a journal with the reference has other totals.</exception>
    public static PostedJournal? Match(JournalEntry entry, IReadOnlyList<JournalEntry> found)
    {
        if (found.Count == 0)
            return null;
        var same = found.FirstOrDefault(other => other.TotalDebit == entry.TotalDebit && other.TotalCredit == entry.TotalCredit);
        return same is not null
            ? Describe(same, alreadyPosted: true)
            : throw new ActivityException(
                FailureKind.Rejected,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Journal {entry.Journal} already has reference '{entry.Reference}' on {entry.Date:yyyy-MM-dd} with debits of {found[0].TotalDebit:0.00} and credits of {found[0].TotalCredit:0.00} (record {found[0].RecordNo}), but {entry.TotalDebit:0.00} and {entry.TotalCredit:0.00} were to be posted. Nothing was sent. Reverse the earlier journal, or post the difference under another reference."));
    }

    private static PostedJournal Describe(JournalEntry posted, bool alreadyPosted) => new()
    {
        RecordNo = posted.RecordNo!,
        BatchNo = posted.BatchNo,
        Journal = posted.Journal,
        Date = posted.Date,
        Reference = posted.Reference,
        State = posted.State,
        AlreadyPosted = alreadyPosted,
        TotalDebit = posted.TotalDebit,
        TotalCredit = posted.TotalCredit,
    };
}
