using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace ClarityConnect.Workflows.Simulators.Heartland.Retail;

/// <summary>What a read asks for: filters, order, page, fields and embedded collections.</summary>
internal sealed class RetailPage
{
    private static readonly string[] Embedded = ["lines", "payments", "addresses"];

    private readonly List<Func<JsonObject, bool>> _filters = [];
    private readonly List<(string Field, bool Descending)> _order = [];
    private readonly HashSet<string> _include;
    private readonly HashSet<string> _only;
    private readonly string _question;
    private readonly int _page;
    private readonly int? _perPage;

    public RetailPage(IQueryCollection query)
    {
        _question = string.Join('&', query.Where(q => q.Key is not ("page" or "per_page")).Select(q => $"{q.Key}={q.Value}"));
        _include = [.. Values(query, "_include[]")];
        _only = [.. Values(query, "_only[]")];
        _page = Number(query, "page", 1);
        _perPage = query["per_page"] == "all" ? null : Number(query, "per_page", 20);
        foreach (var sort in Values(query, "sort[]").Concat(Values(query, "sort")))
        {
            var parts = sort.Split(',');
            _order.Add((parts[0], parts.Length > 1 && parts[1].Equals("desc", StringComparison.OrdinalIgnoreCase)));
        }
        foreach (var json in Values(query, "_filter"))
            _filters.Add(RetailFilter.Parse(json));
        foreach (var (key, values) in query)
        {
            if (RetailFilter.ParseShort(key, values) is { } filter)
                _filters.Add(filter);
        }
    }

    public JsonObject Of(RetailTable table) => Cut(table.Select(_question, Select));

    public JsonObject Of(IEnumerable<JsonObject> rows) => Cut(Select(rows));

    private JsonObject Cut(IReadOnlyList<JsonObject> found)
    {
        var size = _perPage ?? Math.Max(found.Count, 1);
        return new JsonObject
        {
            ["total"] = found.Count,
            ["pages"] = (found.Count + size - 1) / size,
            ["results"] = new JsonArray([.. found.Skip((_page - 1) * size).Take(size).Select(Row)]),
        };
    }

    /// <summary>A copy of a row with the fields that were asked for.</summary>
    public JsonObject Row(JsonObject row)
    {
        var copy = new JsonObject();
        foreach (var (name, value) in row)
        {
            if (Embedded.Contains(name) ? _include.Contains(name) : _only.Count == 0 || _only.Contains(name))
                copy[name] = value?.DeepClone();
        }
        return copy;
    }

    private List<JsonObject> Select(IEnumerable<JsonObject> rows)
    {
        var found = rows.Where(r => _filters.TrueForAll(f => f(r))).ToList();
        return _order.Count > 0 ? Ordered(found) : found;
    }

    private List<JsonObject> Ordered(List<JsonObject> rows)
    {
        // Rows come in the order of their ids and the sort is stable, so the id decides between equals.
        var byText = Comparer<(int Kind, decimal Number, string Text)>.Create((left, right) =>
            left.Kind != right.Kind ? left.Kind.CompareTo(right.Kind)
            : left.Kind == 1 ? left.Number.CompareTo(right.Number)
            : string.CompareOrdinal(left.Text, right.Text));
        IOrderedEnumerable<JsonObject>? ordered = null;
        foreach (var (field, descending) in _order)
        {
            (int, decimal, string) Key(JsonObject row) => RetailValue.SortKey(RetailValue.Field(row, field));
            ordered = (ordered, descending) switch
            {
                (null, false) => rows.OrderBy(Key, byText),
                (null, true) => rows.OrderByDescending(Key, byText),
                (_, false) => ordered.ThenBy(Key, byText),
                (_, true) => ordered.ThenByDescending(Key, byText),
            };
        }
        return [.. ordered!];
    }

    private static IEnumerable<string> Values(IQueryCollection query, string name) => query[name].Where(v => v is not null)!;

    private static int Number(IQueryCollection query, string name, int otherwise)
    {
        if (!query.ContainsKey(name))
            return otherwise;
        return int.TryParse(query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw RetailRefusal.Invalid(name, "must be a whole number above 0");
    }
}
