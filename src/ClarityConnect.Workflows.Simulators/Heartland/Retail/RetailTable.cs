using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Simulators.Heartland.Retail;

/// <summary>The rows of one collection in the order of their ids. Rows are replaced, never changed.</summary>
internal sealed class RetailTable
{
    private readonly SortedDictionary<long, JsonObject> _rows = [];

    public IEnumerable<JsonObject> Rows => _rows.Values;

    private (string Question, IReadOnlyList<JsonObject> Rows)? _last;

    public long NextId { get; private set; } = 1;

    public JsonObject? Find(long id) => _rows.GetValueOrDefault(id);

    public void Put(JsonObject row)
    {
        var id = row["id"]!.GetValue<long>();
        _rows[id] = row;
        _last = null;
        NextId = Math.Max(NextId, id + 1);
    }

    /// <summary>Takes a row away. Its id is not given out again.</summary>
    public void Remove(JsonObject row)
    {
        _rows.Remove(row["id"]!.GetValue<long>());
        _last = null;
    }

    /// <summary>The rows that answer a question. Whoever turns pages asks the same one again, so its rows are kept until the table changes.</summary>
    public IReadOnlyList<JsonObject> Select(string question, Func<IEnumerable<JsonObject>, IReadOnlyList<JsonObject>> select)
    {
        if (_last is { } last && last.Question == question)
            return last.Rows;
        var rows = select(Rows);
        _last = (question, rows);
        return rows;
    }
}
