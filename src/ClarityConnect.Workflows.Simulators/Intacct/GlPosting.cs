using System.Collections.Frozen;
using System.Globalization;
using System.Xml.Linq;

namespace ClarityConnect.Workflows.Simulators.Intacct;

/// <summary>Turns a GLBATCH element into a journal entry, or says why not: schema, then references, then balance.</summary>
internal sealed class GlPosting(IReadOnlyList<string> missingAccounts, DateOnly? closedThrough, string sessionLocation, Func<string> supportId)
{
    private static readonly FrozenDictionary<string, GlAccount> Accounts = ChartOfAccounts.Accounts.ToFrozenDictionary(a => a.Number);

    // The company has none of these, so naming one is naming an unknown one.
    private static readonly (string Element, string Label)[] UnusedDimensions =
    [
        ("PROJECTID", "Project"), ("CUSTOMERID", "Customer"), ("VENDORID", "Vendor"), ("EMPLOYEEID", "Employee"), ("ITEMID", "Item"),
        ("CLASSID", "Class"), ("CONTRACTID", "Contract"), ("WAREHOUSEID", "Warehouse"),
    ];

    public Books Post(Books books, XElement source, string controlId, DateTimeOffset now, out PostedBatch batch)
    {
        var journal = Required(source, "JOURNAL");
        var date = Date(source, "BATCH_DATE") ?? throw Field("Batch date is required.");
        var reverse = Date(source, "REVERSEDATE");
        var state = Text(source, "STATE") ?? "Posted";
        if (state is not ("Posted" or "Draft"))
            throw Field($"Invalid state '{state}'. Use Posted or Draft.");
        if (reverse <= date)
            throw Field("The reversal date must be after the batch date.");
        var title = Required(source, "BATCH_TITLE");
        var lines = source.Element("ENTRIES")?.Elements("GLENTRY").ToList() ?? [];
        if (lines.Count < 2)
            throw Field("A journal entry needs at least two lines.");

        if (ChartOfAccounts.Journals.All(j => j.Id != journal))
            throw Reference("Journal", journal);
        CheckPeriod(date);
        if (reverse is not null)
            CheckPeriod(reverse.Value);
        var baseLocation = Text(source, "BASELOCATION_NO");
        if (baseLocation is not null)
            CheckLocation(baseLocation);
        var recordNo = books.LastRecordNo + 1;
        var entries = lines.Select((l, i) => Line(l, i + 1, recordNo + i + 1)).ToList();
        CheckBalance(entries, baseLocation);

        batch = new PostedBatch
        {
            RecordNo = recordNo,
            BatchNo = books.BatchNumbers.GetValueOrDefault(journal) + 1,
            Journal = journal,
            BatchDate = date,
            Title = title,
            ReferenceNo = Text(source, "REFERENCENO"),
            BaseLocation = baseLocation,
            State = state,
            ControlId = controlId,
            CreatedAt = now,
            Entries = entries,
        };
        books = books.With(batch);
        return reverse is { } on ? books.With(Reversal(books, batch, on)) : books;
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

    private PostedEntry Line(XElement line, int number, long recordNo)
    {
        var account = Required(line, "ACCOUNTNO");
        var type = Required(line, "TR_TYPE") switch
        {
            "1" => 1,
            "-1" => -1,
            var other => throw Field($"Line {number}: TR_TYPE is '{other}', not 1 or -1."),
        };
        // The vendor's table says TRX_AMOUNT, its examples say AMOUNT.
        var text = Text(line, "TRX_AMOUNT") ?? Text(line, "AMOUNT") ?? throw Field($"Line {number}: Amount is required.");
        const NumberStyles Plain = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        if (!decimal.TryParse(text, Plain, CultureInfo.InvariantCulture, out var amount))
            throw Field($"Line {number}: '{text}' is not an amount.");
        amount = Math.Round(amount, 2, MidpointRounding.AwayFromZero);
        if (amount <= 0)
            throw Field($"Line {number}: The amount must be greater than zero.");

        if (!Accounts.TryGetValue(account, out var known) || !known.Active || missingAccounts.Contains(account))
            throw Refuse(new IntacctError("BL01001973", $"Invalid GL Account number '{account}' specified. [Support ID: {supportId()}]", "Check the account number."));
        var location = sessionLocation.Length > 0
            ? sessionLocation
            : Text(line, "LOCATION") ?? throw Field($"Line {number}: Location is required in a multi-entity company.");
        CheckLocation(location);
        var department = Text(line, "DEPARTMENT");
        if (department is not null && ChartOfAccounts.Departments.All(d => d.Id != department))
            throw Reference("Department", department);
        if (department is null && known.RequiresDepartment)
            throw Field($"Line {number}: Department is required for account {account}.");
        foreach (var (element, label) in UnusedDimensions)
        {
            if (Text(line, element) is { } id)
                throw Reference(label, id);
        }
        if (Text(line, "CURRENCY") is { } currency && currency != ChartOfAccounts.BaseCurrency)
            throw Reference("Currency", currency);
        return new PostedEntry(recordNo, number, account, type, amount, location, department, Text(line, "DOCUMENT"), Text(line, "DESCRIPTION"));
    }

    private void CheckBalance(List<PostedEntry> entries, string? baseLocation)
    {
        var unbalanced = baseLocation is null
            ? entries.GroupBy(e => e.Location).Where(g => g.Sum(e => e.Signed) != 0).Select(g => $"Location {g.Key}").FirstOrDefault()
            : entries.Sum(e => e.Signed) != 0 ? "the company" : null;
        if (unbalanced is not null)
        {
            throw Refuse(new IntacctError(
                "BL01001973", $"Transactions do not balance for {unbalanced} [Support ID: {supportId()}]", "", "GL-1009"));
        }
    }

    private void CheckLocation(string id)
    {
        if (ChartOfAccounts.Locations.All(l => l.Id != id))
            throw Reference("Location", id);
    }

    private void CheckPeriod(DateOnly date)
    {
        if (date <= closedThrough)
            throw Refuse(new IntacctError("BL01001973", $"The period for {date:MM/dd/yyyy} is closed. [Support ID: {supportId()}]", "Open the period or use another date."));
    }

    private static DateOnly? Date(XElement source, string name)
    {
        if (Text(source, name) is not { } text)
            return null;
        return DateOnly.TryParseExact(text, "M/d/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw Field($"{name} '{text}' is not a date in the form mm/dd/yyyy.");
    }

    private static string Required(XElement source, string name) => Text(source, name) ?? throw Field($"{name} is required.");

    private static string? Text(XElement source, string name) => source.Element(name)?.Value.Trim() is { Length: > 0 } text ? text : null;

    private IntacctRefusal Reference(string dimension, string id) =>
        Refuse(new IntacctError("BL01001973", $"Invalid {dimension} '{id}' specified. [Support ID: {supportId()}]", $"Check the {dimension.ToLowerInvariant()}."));

    private static IntacctRefusal Field(string text) => Refuse(new IntacctError("BL03000018", text));

    private static IntacctRefusal Refuse(IntacctError cause) =>
        new(cause, new IntacctError("BL01001973", "Could not create GLBatch record!", "", "GL-0951"));
}
