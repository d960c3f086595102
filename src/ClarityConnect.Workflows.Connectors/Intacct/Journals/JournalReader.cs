using ClarityConnect.Workflows.Connectors.Intacct.Gateway;
using ClarityConnect.Workflows.Connectors.Intacct.Queries;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Intacct.Journals;

/// <summary>Reads journals back: the header from GLBATCH, the lines from GLENTRY.</summary>
internal static class JournalReader
{
    // How many values a condition names at most, so that requests stay small.
    private const int MostValues = 100;

    private static readonly string[] HeaderFields = ["RECORDNO", "BATCHNO", "JOURNAL", "BATCH_DATE", "BATCH_TITLE", "REFERENCENO", "STATE"];

    private static readonly string[] LineFields =
        ["RECORDNO", "BATCHNO", "LINE_NO", "ACCOUNTNO", "TR_TYPE", "TRX_AMOUNT", "AMOUNT", "CURRENCY", "LOCATION", "DEPARTMENT",
            "PROJECTID", "CUSTOMERID", "VENDORID", "EMPLOYEEID", "ITEMID", "CLASSID", "DOCUMENT", "DESCRIPTION"];

    /// <summary>The journal with a record number, with lines; null where there is none.</summary>
    public static async Task<JournalEntry?> FindByRecordAsync(IntacctClient client, string recordNo, CancellationToken cancellationToken) =>
        await FindAsync(client, [IntacctCondition.Equal("RECORDNO", recordNo)], cancellationToken) is [var entry, ..] ? entry : null;

    /// <summary>The header of the journal with a record number, without lines; null where there is none.</summary>
    public static async Task<JournalEntry?> FindHeaderAsync(IntacctClient client, string recordNo, CancellationToken cancellationToken) =>
        await HeadersAsync(client, [IntacctCondition.Equal("RECORDNO", recordNo)], cancellationToken) is [var entry, ..] ? entry : null;

    /// <summary>
    /// The journals with a reference, with lines. Intacct allows the same reference many times, so the journal, and the date where it is
    /// known, are part of the question.
    /// </summary>
    public static Task<IReadOnlyList<JournalEntry>> FindByReferenceAsync(
        IntacctClient client, string journal, string reference, DateOnly? date, CancellationToken cancellationToken)
    {
        List<IntacctCondition> conditions = [IntacctCondition.Equal("JOURNAL", journal), IntacctCondition.Equal("REFERENCENO", reference)];
        if (date is { } day)
            conditions.Add(IntacctCondition.Equal("BATCH_DATE", IntacctXml.Write(day)));
        return FindAsync(client, conditions, cancellationToken);
    }

    /// <summary>The journals with one of many references, with lines.</summary>
    public static async Task<IReadOnlyList<JournalEntry>> FindByReferencesAsync(
        IntacctClient client, string journal, IEnumerable<string> references, CancellationToken cancellationToken)
    {
        var found = new List<JournalEntry>();
        foreach (var some in references.Distinct(StringComparer.Ordinal).Chunk(MostValues))
        {
            found.AddRange(await FindAsync(
                client, [IntacctCondition.Equal("JOURNAL", journal), new() { Field = "REFERENCENO", Operator = IntacctOperator.In, Values = some }], cancellationToken));
        }

        return found;
    }

    private static async Task<IReadOnlyList<JournalEntry>> FindAsync(
        IntacctClient client, IReadOnlyList<IntacctCondition> conditions, CancellationToken cancellationToken)
    {
        var entries = await HeadersAsync(client, conditions, cancellationToken);
        var lines = new Dictionary<string, List<(int Number, JournalLine Line)>>(StringComparer.Ordinal);
        foreach (var some in entries.Select(entry => entry.RecordNo!).Chunk(MostValues))
        {
            // BATCHNO of a line is the record number of its journal, not the number that people see.
            var query = new IntacctQuery("GLENTRY", LineFields)
            {
                Conditions = [some.Length == 1 ? IntacctCondition.Equal("BATCHNO", some[0]) : new() { Field = "BATCHNO", Operator = IntacctOperator.In, Values = some }],
            };
            await foreach (var line in client.RowsAsync(query, cancellationToken))
            {
                var journal = line.Text("BATCHNO") ?? some[0];
                if (!lines.TryGetValue(journal, out var list))
                    lines[journal] = list = [];
                list.Add(((int)line.Amount("LINE_NO"), Line(line)));
            }
        }

        return [.. entries.Select(entry => entry with { Lines = lines.TryGetValue(entry.RecordNo!, out var list) ? [.. list.OrderBy(line => line.Number).Select(line => line.Line)] : [] })];
    }

    private static async Task<List<JournalEntry>> HeadersAsync(
        IntacctClient client, IReadOnlyList<IntacctCondition> conditions, CancellationToken cancellationToken)
    {
        var entries = new List<JournalEntry>();
        await foreach (var header in client.RowsAsync(new IntacctQuery("GLBATCH", HeaderFields) { Conditions = conditions }, cancellationToken))
            entries.Add(Header(header));
        return entries;
    }

    private static JournalEntry Header(IntacctRow row) => new()
    {
        RecordNo = row.Text("RECORDNO"),
        BatchNo = row.Text("BATCHNO"),
        Journal = row.Text("JOURNAL") ?? "",
        Date = row.Date("BATCH_DATE") ?? default,
        Title = row.Text("BATCH_TITLE") ?? "",
        Reference = row.Text("REFERENCENO") ?? "",
        State = row.Text("STATE"),
    };

    private static JournalLine Line(IntacctRow row) => new()
    {
        Account = row.Text("ACCOUNTNO") ?? "",
        Side = row.Text("TR_TYPE") switch { "1" => JournalSide.Debit, "-1" => JournalSide.Credit, _ => JournalSide.None },
        Amount = row.Amount("TRX_AMOUNT", "AMOUNT"),
        Currency = row.Text("CURRENCY"),
        Location = row.Text("LOCATION"),
        Department = row.Text("DEPARTMENT"),
        Project = row.Text("PROJECTID"),
        Customer = row.Text("CUSTOMERID"),
        Vendor = row.Text("VENDORID"),
        Employee = row.Text("EMPLOYEEID"),
        Item = row.Text("ITEMID"),
        Class = row.Text("CLASSID"),
        Document = row.Text("DOCUMENT"),
        Description = row.Text("DESCRIPTION"),
    };
}
