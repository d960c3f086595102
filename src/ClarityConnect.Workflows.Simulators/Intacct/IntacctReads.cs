using System.Globalization;
using System.Xml.Linq;

namespace ClarityConnect.Workflows.Simulators.Intacct;

/// <summary>The functions that only read. Each gives the data element of its result.</summary>
internal sealed class IntacctReads
{
    private const int CursorsKept = 200;
    private readonly Dictionary<string, Cursor> _cursors = [];
    private readonly Queue<string> _oldest = [];
    private int _lastCursor;

    public static XElement Query(XElement function, Books books, IReadOnlyList<string> missing)
    {
        var target = IntacctObject.Find(function.Element("object")?.Value.Trim(), "QUERY");
        var select = function.Element("select")?.Elements().ToList() ?? [];
        if (select.Count == 0)
            throw new IntacctRefusal("Query Failed", "select needs at least one field.");
        if (select.Find(e => e.Name != "field") is { } aggregate)
            throw new IntacctRefusal("Query Failed", $"The simulator does not aggregate with {aggregate.Name}.");
        var fields = select.Select(f => target.Field(f.Value.Trim())).ToList();
        var ignoreCase = function.Element("options")?.Element("caseinsensitive")?.Value.Trim() == "true";
        var rows = target.Rows(books, missing);
        if (function.Element("filter") is { } filter)
            rows = rows.Where(QueryFilter.Parse(filter, target, ignoreCase));
        if (function.Element("docparid")?.Value.Trim() is { Length: > 0 } kind && target.Name == "SODOCUMENT")
            rows = rows.Where(r => ((BookedRecord)r)["DOCPARID"] == kind);
        rows = Ordered(function, target, rows);
        var size = Number(function, "pagesize", 100, 1, 2000);
        var offset = Number(function, "offset", 0, 0, int.MaxValue);
        var all = rows.ToList();
        var page = all.Skip(offset).Take(size).Select(r => target.Write(r, fields)).ToList();
        return new XElement("data",
            new XAttribute("listtype", target.Name), new XAttribute("totalcount", all.Count), new XAttribute("offset", offset),
            new XAttribute("count", page.Count), new XAttribute("numremaining", Math.Max(0, all.Count - offset - page.Count)), page);
    }

    public XElement ReadByQuery(XElement function, Books books, IReadOnlyList<string> missing)
    {
        var target = IntacctObject.Find(function.Element("object")?.Value.Trim(), "READ_BY_QUERY");
        if (function.Element("returnFormat")?.Value.Trim() is { Length: > 0 } format && format != "xml")
            throw new IntacctRefusal("Query Failed", $"The simulator answers in xml, not in {format}.");
        var fields = target.Select(function.Element("fields")?.Value.Trim());
        var condition = QueryText.Parse(function.Element("query")?.Value ?? "", target);
        var size = Number(function, "pagesize", 100, 1, 1000);
        var rows = target.Rows(books, missing).Where(condition).Select(r => target.Write(r, fields)).ToList();
        return Page(new Cursor(target.Name.ToLowerInvariant(), rows, size, 0), null);
    }

    public XElement ReadMore(XElement function)
    {
        var id = function.Element("resultId")?.Value.Trim() ?? "";
        return _cursors.Remove(id, out var cursor)
            ? Page(cursor, id)
            : throw new IntacctRefusal("DL02000001", $"The result '{id}' does not exist or has expired.", "Start the read again.");
    }

    public static XElement Read(XElement function, Books books, IReadOnlyList<string> missing, bool byName)
    {
        var target = IntacctObject.Find(function.Element("object")?.Value.Trim(), byName ? "READ_BY_NAME" : "READ");
        var list = function.Element("fields")?.Value.Trim();
        var fields = target.Select(list);
        var key = target.Field(byName ? target.KeyField : "RECORDNO");
        var keys = (function.Element("keys")?.Value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var rows = target.Rows(books, missing).ToLookup(r => key.Get(r));
        var found = keys.SelectMany(k => rows[k]).Select(r => WithEntries(target, r, target.Write(r, fields), list)).ToList();
        return new XElement("data", new XAttribute("listtype", target.Name.ToLowerInvariant()), new XAttribute("count", found.Count), found);
    }

    public static XElement Inspect(XElement function)
    {
        var target = IntacctObject.Find(function.Element("object")?.Value.Trim(), "INSPECT");
        return new XElement("data", new XAttribute("listtype", "All"), new XAttribute("count", 1), new XElement("Type", new XAttribute("Name", target.Name),
            new XElement("Fields", target.Fields.Select(f => new XElement("Field", new XElement("Name", f.Name), new XElement("externalDataName", f.Type switch
            {
                FieldType.Number => "decimal",
                FieldType.Date => "date",
                FieldType.Moment => "datetime",
                _ => "string",
            }))))));
    }

    /// <summary>A read of all fields of a journal entry has its lines inside.</summary>
    private static XElement WithEntries(IntacctObject target, object row, XElement element, string? list)
    {
        if (row is PostedBatch batch && target.Name == "GLBATCH" && list is null or "" or "*")
        {
            var lines = IntacctObject.Find("GLENTRY", "READ");
            element.Add(new XElement("ENTRIES", batch.Entries.Select(e => lines.Write((batch, e), lines.Fields))));
        }
        return element;
    }

    private static IEnumerable<object> Ordered(XElement function, IntacctObject target, IEnumerable<object> rows)
    {
        IOrderedEnumerable<object>? ordered = null;
        foreach (var order in function.Element("orderby")?.Elements("order") ?? [])
        {
            var field = target.Field(order.Element("field")?.Value.Trim() ?? "");
            IComparable? Key(object row) => field.Read(field.Get(row));
            ordered = (ordered, order.Element("descending") is not null) switch
            {
                (null, false) => rows.OrderBy(Key),
                (null, true) => rows.OrderByDescending(Key),
                (_, false) => ordered.ThenBy(Key),
                (_, true) => ordered.ThenByDescending(Key),
            };
        }
        return ordered ?? rows;
    }

    private XElement Page(Cursor cursor, string? id)
    {
        var page = cursor.Rows.Skip(cursor.Offset).Take(cursor.Size).ToList();
        var remaining = cursor.Rows.Count - cursor.Offset - page.Count;
        if (remaining > 0)
        {
            id ??= Remember();
            _cursors[id] = cursor with { Offset = cursor.Offset + page.Count };
        }
        return new XElement("data",
            new XAttribute("listtype", cursor.ListType), new XAttribute("count", page.Count), new XAttribute("totalcount", cursor.Rows.Count),
            new XAttribute("numremaining", remaining), new XAttribute("resultId", remaining > 0 ? id! : ""), page);
    }

    private string Remember()
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"sim-result-{++_lastCursor}");
        _oldest.Enqueue(id);
        if (_oldest.Count > CursorsKept)
            _cursors.Remove(_oldest.Dequeue());
        return id;
    }

    private static int Number(XElement function, string name, int otherwise, int least, int most)
    {
        if (function.Element(name)?.Value.Trim() is not { Length: > 0 } text)
            return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new IntacctRefusal("Query Failed", $"{name} '{text}' is not a number from {least} to {most}.");
    }

    private sealed record Cursor(string ListType, List<XElement> Rows, int Size, int Offset);
}
