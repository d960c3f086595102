using System.Globalization;
using System.Xml.Linq;

namespace ClarityConnect.Workflows.Simulators.Intacct;

/// <summary>Turns a GLBATCH element into a journal entry, or says why not: schema, then references, then balance.</summary>
internal sealed class GlPosting(WriteContext context, Books books)
{
    private static readonly string[] HeaderFields =
        ["JOURNAL", "BATCH_DATE", "REVERSEDATE", "BATCH_TITLE", "TAXIMPLICATIONS", "HISTORY_COMMENT", "REFERENCENO", "BASELOCATION_NO", "SUPDOCID", "STATE", "TRANSACTIONSOURCE", "ENTRIES"];

    private readonly CompanyRules _rules = new(context, books, "Could not create GLBatch record!", "GL-0951");

    public Books Post(XElement source, out PostedBatch batch)
    {
        var journal = _rules.Required(source, "JOURNAL");
        var statistical = CompanySetup.StatisticalJournals.Any(j => j.Id == journal);
        var date = _rules.Date(source, "BATCH_DATE") ?? throw _rules.Field("Batch date is required.");
        var reverse = _rules.Date(source, "REVERSEDATE");
        var state = CompanyRules.Text(source, "STATE") ?? "Posted";
        if (state is not ("Posted" or "Draft"))
            throw _rules.Field($"Invalid state '{state}'. Use Posted or Draft.");
        if (reverse <= date)
            throw _rules.Field("The reversal date must be after the batch date.");
        var title = _rules.Required(source, "BATCH_TITLE");
        var own = _rules.OwnFields(source.Elements().Where(e => !HeaderFields.Contains(e.Name.LocalName)).Select(e => (e.Name.LocalName, e.Value)));
        var lines = source.Element("ENTRIES")?.Elements("GLENTRY").ToList() ?? [];
        if (lines.Count < (statistical ? 1 : 2))
            throw _rules.Field(statistical ? "A statistical journal entry needs at least one line." : "A journal entry needs at least two lines.");

        if (!statistical && ChartOfAccounts.Journals.All(j => j.Id != journal))
            throw _rules.Reference("Journal", journal);
        _rules.Period(date);
        if (reverse is not null)
            _rules.Period(reverse.Value);
        var baseLocation = CompanyRules.Text(source, "BASELOCATION_NO");
        if (baseLocation is not null && ChartOfAccounts.Locations.All(l => l.Id != baseLocation))
            throw _rules.Reference("Location", baseLocation);
        var recordNo = books.LastRecordNo + 1;
        var entries = lines.Select((l, i) => Line(l, i + 1, recordNo + i + 1, statistical)).ToList();
        if (!statistical)
            CheckBalance(entries, baseLocation);

        batch = new PostedBatch
        {
            RecordNo = recordNo,
            BatchNo = books.BatchNumbers.GetValueOrDefault(journal) + 1,
            Journal = journal,
            BatchDate = date,
            Title = title,
            ReferenceNo = CompanyRules.Text(source, "REFERENCENO"),
            BaseLocation = baseLocation,
            State = state,
            ControlId = context.ControlId,
            CreatedAt = context.Now,
            Statistical = statistical,
            CustomFields = own,
            Entries = entries,
        };
        var posted = books.With(batch);
        return reverse is { } on ? posted.With(Reversal(posted, batch, on)) : posted;
    }

    private static PostedBatch Reversal(Books books, PostedBatch batch, DateOnly on) => batch with
    {
        RecordNo = books.LastRecordNo + 1,
        BatchNo = batch.BatchNo + 1,
        BatchDate = on,
        Title = $"Reversed - {batch.Title}",
        ReferenceNo = null,
        Reverses = batch.RecordNo,
        Entries = [.. batch.Entries.Select((e, i) => e with { RecordNo = books.LastRecordNo + 2 + i, Type = -e.Type })],
    };

    private PostedEntry Line(XElement line, int number, long recordNo, bool statistical)
    {
        var where = string.Create(CultureInfo.InvariantCulture, $"Line {number}: ");
        var account = _rules.Required(line, "ACCOUNTNO");
        var type = _rules.Required(line, "TR_TYPE") switch
        {
            "1" => 1,
            "-1" => -1,
            var other => throw _rules.Field($"{where}TR_TYPE is '{other}', not 1 or -1."),
        };
        // The vendor's table says TRX_AMOUNT, its examples say AMOUNT.
        var text = CompanyRules.Text(line, "TRX_AMOUNT") ?? CompanyRules.Text(line, "AMOUNT") ?? throw _rules.Field($"{where}Amount is required.");
        var amount = _rules.Amount(text, where);
        if (!statistical)
            amount = Math.Round(amount, 2, MidpointRounding.AwayFromZero);
        if (amount <= 0)
            throw _rules.Field($"{where}The amount must be greater than zero.");

        var requiresDepartment = false;
        if (!statistical)
            requiresDepartment = _rules.Account(account).RequiresDepartment;
        else if (CompanySetup.StatisticalAccounts.All(a => a.Id != account))
            throw _rules.Reference("Statistical Account", account);
        else if (line.Element("CURRENCY") is not null)
            throw _rules.Field($"{where}A statistical journal entry has no currency.");
        var location = _rules.Location(CompanyRules.Text(line, "LOCATION"), where);
        var department = _rules.Department(CompanyRules.Text(line, "DEPARTMENT"));
        if (department is null && requiresDepartment)
            throw _rules.Field($"{where}Department is required for account {account}.");
        var others = _rules.Others(line, legacy: false);
        var (currency, rate) = statistical
            ? ("", 1m)
            : _rules.Currency(CompanyRules.Text(line, "CURRENCY"), CompanyRules.Text(line, "EXCH_RATE_TYPE_ID"), CompanyRules.Text(line, "EXCHANGE_RATE"), where);
        return new PostedEntry(recordNo, number, account, type, amount, location, department, CompanyRules.Text(line, "DOCUMENT"), CompanyRules.Text(line, "DESCRIPTION"))
        {
            Currency = currency,
            BaseAmount = rate == 1m ? null : Math.Round(amount * rate, 2, MidpointRounding.AwayFromZero),
            Dimensions = others,
        };
    }

    private void CheckBalance(List<PostedEntry> entries, string? baseLocation)
    {
        var unbalanced = baseLocation is null
            ? entries.GroupBy(e => e.Location).Where(g => !Balances(g)).Select(g => $"Location {g.Key}").FirstOrDefault()
            : !Balances(entries) ? "the company" : null;
        if (unbalanced is not null)
        {
            throw _rules.Refuse(new IntacctError(
                "BL01001973", $"Transactions do not balance for {unbalanced} [Support ID: {context.SupportId()}]", "", "GL-1009"));
        }
    }

    // Balanced in the base currency, or in every currency by itself: then only rounding makes a difference, which the company books by itself.
    private static bool Balances(IEnumerable<PostedEntry> entries)
    {
        var all = entries.ToList();
        return all.Sum(e => e.Signed) == 0 || all.GroupBy(e => e.Currency).All(g => g.Sum(e => e.Type * e.Amount) == 0);
    }
}
