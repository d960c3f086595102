using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Journals;

/// <summary>
/// Posts a journal at most once. Three things see to it: it is looked up by journal, reference and date before it is created; the control id
/// derives from the same three, so that Intacct refuses to execute it twice; and after every doubtful answer it is looked up again.
/// </summary>
/// <param name="client">The company.</param>
/// <param name="entry">The journal.</param>
/// <param name="baseLocation">The entity that takes differences between entities; null for none.</param>
internal sealed class JournalPosting(IntacctClient client, JournalEntry entry, string? baseLocation)
{
    /// <summary>Posts the journal unless it is there already.</summary>
    /// <exception cref="ActivityException">Intacct refused or failed, or another journal has the reference.</exception>
    public async Task<PostedJournal> PostAsync(CancellationToken cancellationToken)
    {
        JournalCheck.Check(entry, balancesPerLocation: baseLocation is null);
        if (await FindAsync(cancellationToken) is { } earlier)
            return earlier;
        string recordNo;
        try
        {
            recordNo = await client.CreateAsync(JournalXml.Write(entry, baseLocation), ControlId(), cancellationToken);
        }
        catch (ActivityException exception) when (exception.Kind == FailureKind.Rejected)
        {
            // What Intacct answers to a repeated control id is not documented; that the journal is there tells it apart from a real refusal.
            if (await FindAsync(cancellationToken) is { } posted)
                return posted;
            throw;
        }

        // The answer to a create names the record only; the number that people see and the state come from the header.
        var header = await JournalReader.FindHeaderAsync(client, recordNo, cancellationToken);
        return Describe(entry with { RecordNo = recordNo, BatchNo = header?.BatchNo, State = header?.State }, alreadyPosted: false);
    }

    /// <summary>Looks the journal up; null where it is not there.</summary>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.Rejected"/>: a journal with the reference has other totals.</exception>
    public async Task<PostedJournal?> FindAsync(CancellationToken cancellationToken)
    {
        var found = await JournalReader.FindByReferenceAsync(client, entry.Journal, entry.Reference, entry.Date, cancellationToken);
        if (found.Count == 0)
            return null;
        var same = found.FirstOrDefault(other => other.TotalDebit == entry.TotalDebit && other.TotalCredit == entry.TotalCredit);
        if (same is not null)
            return Describe(same, alreadyPosted: true);
        throw new ActivityException(
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

    private string ControlId()
    {
        var business = $"{entry.Journal}|{entry.Reference}|{entry.Date:yyyy-MM-dd}";
        // The hash keeps keys apart that differ only in characters a reader would take for the same.
        return $"{business}|{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(business)))[..8]}";
    }
}
