using System.Globalization;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators.State;

namespace ClarityConnect.Workflows.Simulators.KashFlow;

/// <summary>All records of the company. Each caller holds <see cref="Gate"/> while it reads and changes them.</summary>
internal sealed class KashFlowBooks(StateJournal journal, TimeProvider time)
{
    public const string Customers = "customers";
    public const string Invoices = "invoices";
    public const string Notes = "notes";
    public const string Journals = "journals";
    public const string BulkPayments = "bulk payments";

    private readonly Dictionary<string, SortedDictionary<string, JsonObject>> _tables = new(StringComparer.Ordinal);
    private long _lastId = 196171;

    public Lock Gate { get; } = new();

    /// <summary>Custom text boxes of customers that somebody has defined in the settings.</summary>
    public IReadOnlyList<string> TextBoxes { get; set; } = ["Fraud score", "Gateway reference"];

    /// <summary>Whether the comment of a bulk payment becomes the note of its lines; what the service does is not published.</summary>
    public bool CopiesComment { get; set; } = true;

    public DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    public static string? FirstWord(string? text) => text?.Trim().Split(' ', 2)[0] is { Length: > 0 } word ? word : null;

    /// <summary>Exact whichever way the number is held.</summary>
    public static decimal Number(JsonNode? node) =>
        node is not null && decimal.TryParse(node.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : 0;

    public static string? Text(JsonNode? node) => node?.ToString();

    public static DateOnly Day(JsonNode? node) =>
        node?.ToString() is { Length: >= 10 } text && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", out var day) ? day : default;

    public static string Write(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + " 12:00:00";

    public static string Key(decimal number) => number.ToString("0", CultureInfo.InvariantCulture);

    public IEnumerable<JsonObject> Rows(string table) => Table(table).Values;

    public JsonObject? Find(string table, string key) => Table(table).GetValueOrDefault(Normal(key));

    public JsonObject Get(string table, string key, string what) => Find(table, key) ?? throw KashFlowRefusal.NotFound($"{what} {key}");

    public long NextId() => ++_lastId;

    public long NextNumber(string table, long first) => Table(table).Values.Select(row => (long)Number(row["Number"])).DefaultIfEmpty(first - 1).Max() + 1;

    public void Put(string table, string key, JsonObject row)
    {
        Set(table, key, row);
        journal.Append(StateJournal.KashFlowRow, new KashFlowRow(table, key, row));
    }

    public void Delete(string table, string key)
    {
        Table(table).Remove(Normal(key));
        journal.Append(StateJournal.KashFlowRow, new KashFlowRow(table, key, null));
    }

    public void Replay(KashFlowRow row)
    {
        lock (Gate)
        {
            if (row.Row is null)
                Table(row.Table).Remove(Normal(row.Key));
            else
                Set(row.Table, row.Key, row.Row);
        }
    }

    /// <summary>Derives an invoice's totals from its lines and payments. What is paid beyond its total is the customer's credit, so nothing is due then.</summary>
    public void Settle(JsonObject invoice)
    {
        var lines = invoice["LineItems"]!.AsArray();
        var net = lines.Sum(line => Number(line!["Quantity"]) * Number(line["Rate"]));
        var vat = lines.Sum(line => Number(line!["VATAmount"]));
        var gross = net + vat;
        var payments = invoice["PaymentLines"]!.AsArray();
        var paid = payments.Sum(line => Number(line!["Amount"]));
        var isOver = gross >= 0 ? paid > gross : paid < gross;
        var due = isOver ? 0 : gross - paid;
        (invoice["NetAmount"], invoice["VATAmount"], invoice["GrossAmount"]) = (net, vat, gross);
        (invoice["TotalPaidAmount"], invoice["DueAmount"]) = (paid, due);
        var last = payments.Select(line => Text(line!["Date"])).Order(StringComparer.Ordinal).LastOrDefault();
        invoice["LastPaymentDate"] = last;
        invoice["PaidDate"] = due == 0 && payments.Count > 0 ? last : null;
        invoice["Status"] = due == 0 ? "Paid" : Day(invoice["DueDate"]) < Today ? "Overdue" : "Unpaid";
        Put(Invoices, Key(Number(invoice["Number"])), invoice);
    }

    private static string Normal(string key) => key.Trim().ToUpperInvariant();

    private void Set(string table, string key, JsonObject row)
    {
        Table(table)[Normal(key)] = row;
        var ids = row["PaymentLines"] is JsonArray lines ? lines.Select(line => (long)Number(line!["Id"])) : [];
        _lastId = ids.Append((long)Number(row["Id"])).Append(_lastId).Max();
    }

    private SortedDictionary<string, JsonObject> Table(string name) =>
        _tables.TryGetValue(name, out var table) ? table : _tables[name] = new SortedDictionary<string, JsonObject>(NumbersFirst.Instance);

    /// <summary>Numbers by their value, codes by their letters.</summary>
    private sealed class NumbersFirst : IComparer<string>
    {
        public static readonly NumbersFirst Instance = new();

        public int Compare(string? x, string? y) => long.TryParse(x, out var left) && long.TryParse(y, out var right)
            ? left.CompareTo(right)
            : string.CompareOrdinal(x, y);
    }
}
