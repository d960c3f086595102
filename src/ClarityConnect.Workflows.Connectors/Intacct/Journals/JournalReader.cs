using System.Xml.Linq;
using ClarityConnect.Workflows.Connectors.Intacct.Gateway;
using ClarityConnect.Workflows.Connectors.Intacct.Queries;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Intacct.Journals;

/// <summary>Reads journals back: the header from GLBATCH, the lines from GLENTRY.</summary>
internal static class JournalReader
{
    private static readonly string[] HeaderFields = ["RECORDNO", "BATCHNO", "JOURNAL", "BATCH_DATE", "BATCH_TITLE", "REFERENCENO", "STATE"];

    private static readonly string[] LineFields =
        ["RECORDNO", "LINE_NO", "ACCOUNTNO", "TR_TYPE", "TRX_AMOUNT", "AMOUNT", "CURRENCY", "LOCATION", "DEPARTMENT", "DOCUMENT", "DESCRIPTION"];

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

    private static async Task<IReadOnlyList<JournalEntry>> FindAsync(
        IntacctClient client, IReadOnlyList<IntacctCondition> conditions, CancellationToken cancellationToken)
    {
        var entries = await HeadersAsync(client, conditions, cancellationToken);
        for (var i = 0; i < entries.Count; i++)
        {
            var lines = new List<(int Number, JournalLine Line)>();
            // BATCHNO of a line is the record number of its journal, not the number that people see.
            var query = new IntacctQuery("GLENTRY", LineFields) { Conditions = [IntacctCondition.Equal("BATCHNO", entries[i].RecordNo!)] };
            await foreach (var line in client.RowsAsync(query, cancellationToken))
                lines.Add(((int)IntacctXml.Amount(line, "LINE_NO"), Line(line)));
            entries[i] = entries[i] with { Lines = [.. lines.OrderBy(line => line.Number).Select(line => line.Line)] };
        }

        return entries;
    }

    private static async Task<List<JournalEntry>> HeadersAsync(
        IntacctClient client, IReadOnlyList<IntacctCondition> conditions, CancellationToken cancellationToken)
    {
        var entries = new List<JournalEntry>();
        await foreach (var header in client.RowsAsync(new IntacctQuery("GLBATCH", HeaderFields) { Conditions = conditions }, cancellationToken))
            entries.Add(Header(header));
        return entries;
    }

    private static JournalEntry Header(XElement row) => new()
    {
        RecordNo = IntacctXml.Text(row, "RECORDNO"),
        BatchNo = IntacctXml.Text(row, "BATCHNO"),
        Journal = IntacctXml.Text(row, "JOURNAL") ?? "",
        Date = IntacctXml.Date(row, "BATCH_DATE") ?? default,
        Title = IntacctXml.Text(row, "BATCH_TITLE") ?? "",
        Reference = IntacctXml.Text(row, "REFERENCENO") ?? "",
        State = IntacctXml.Text(row, "STATE"),
    };

    private static JournalLine Line(XElement row) => new()
    {
        Account = IntacctXml.Text(row, "ACCOUNTNO") ?? "",
        Side = IntacctXml.Text(row, "TR_TYPE") switch { "1" => JournalSide.Debit, "-1" => JournalSide.Credit, _ => JournalSide.None },
        Amount = IntacctXml.Text(row, "TRX_AMOUNT") is null ? IntacctXml.Amount(row, "AMOUNT") : IntacctXml.Amount(row, "TRX_AMOUNT"),
        Currency = IntacctXml.Text(row, "CURRENCY"),
        Location = IntacctXml.Text(row, "LOCATION"),
        Department = IntacctXml.Text(row, "DEPARTMENT"),
        Document = IntacctXml.Text(row, "DOCUMENT"),
        Description = IntacctXml.Text(row, "DESCRIPTION"),
    };
}
