using System.Text.Json;
using ClarityConnect.Workflows.Connectors.KashFlow.Rest;
using ClarityConnect.Workflows.Connectors.KashFlow.Setup;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Journals;

/// <summary>Posts a journal at most once for each reference and day: it is looked up in the list of journals before, and after every doubtful answer.</summary>
/// <param name="client">The company.</param>
/// <param name="entry">The journal.</param>
internal sealed class JournalPosting(KashFlowClient client, JournalEntry entry)
{
    /// <summary>Posts the journal unless it is there already.</summary>
    /// <exception cref="ActivityException">KashFlow refused or failed, or another journal has the reference.</exception>
    public async Task<PostedJournal> PostAsync(CancellationToken cancellationToken)
    {
        JournalCheck.Check(entry, client.Settings.HomeCurrency);
        JournalCheck.CheckNominals(entry, await KashFlowSetup.NominalCodesAsync(client, cancellationToken));
        return await client.Turns.RunAsync("journals", () => LookAndPostAsync(cancellationToken), cancellationToken);
    }

    /// <summary>Looks the journal up; null where it is not there.</summary>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.Rejected"/>: a journal with the reference has another total.</exception>
    public async Task<PostedJournal?> FindAsync(CancellationToken cancellationToken)
    {
        await foreach (var row in client.Rest.ListAsync("journals?perpage=100&order=desc", cancellationToken))
        {
            if (!IsOurs(row))
                continue;
            if (KashFlowJson.Decimal(row, "TotalAmount") is { } total && total != entry.TotalDebit)
            {
                throw new ActivityException(
                    FailureKind.Rejected,
                    $"KashFlow already has journal {KashFlowJson.Text(row, "Number")} of {entry.Date:yyyy-MM-dd} with reference '{entry.Reference}' over {new Money(total, client.Settings.HomeCurrency)}, but {new Money(entry.TotalDebit, client.Settings.HomeCurrency)} was to be posted. Nothing was sent. Correct the earlier journal, or post the difference under another reference.");
            }

            return Describe(KashFlowJson.Text(row, "Number") ?? "", alreadyPosted: true);
        }

        return null;
    }

    private async Task<PostedJournal> LookAndPostAsync(CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is { } earlier)
            return earlier;
        var comment = ReferenceText.Write(entry.Reference, entry.Title);
        string? number;
        if (client.Settings.JournalsBy == KashFlowService.Rest)
        {
            number = KashFlowJson.Text(await client.Rest.PostAsync("journals", JournalDocument.Rest(entry, comment), cancellationToken), "Number");
        }
        else
        {
            var ids = await KashFlowSetup.SoapNominalIdsAsync(client, cancellationToken);
            if (entry.Lines.FirstOrDefault(line => !ids.ContainsKey(line.Account.Trim())) is { } unknown)
                throw new ActivityException(FailureKind.Rejected, $"The journal '{entry.Reference}' was not sent: KashFlow's SOAP interface has no nominal code {unknown.Account}. Add it in KashFlow, and retry.");
            var result = await client.Soap.CallAsync(
                "InsertJournal", [JournalDocument.Soap(entry, comment, ids, client.Settings.DebitsArePositive)], changesSomething: true, cancellationToken);
            number = result.Value;
        }

        return Describe(
            string.IsNullOrEmpty(number) || number == "0"
                ? throw new ActivityException(FailureKind.OutcomeUnknown, $"KashFlow reported that it posted journal '{entry.Reference}' and named no number. Look it up before it is sent again.")
                : number,
            alreadyPosted: false);
    }

    // Rows of the list carry no lines; day and the text that begins with our reference are what there is.
    private bool IsOurs(JsonElement row) =>
        KashFlowJson.Day(row, "JournalDate") is { } day && day == entry.Date
        && (ReferenceText.Holds(KashFlowJson.Text(row, "Comment"), entry.Reference) || ReferenceText.Holds(KashFlowJson.Text(row, "JournalName"), entry.Reference));

    private PostedJournal Describe(string number, bool alreadyPosted) => new(number, entry.Date, entry.Reference, alreadyPosted, entry.TotalDebit, entry.TotalCredit);
}
