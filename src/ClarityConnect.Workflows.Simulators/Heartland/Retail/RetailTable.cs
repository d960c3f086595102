using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Simulators.Heartland.Retail;

/// <summary>The rows of one collection in the order of their ids. Rows are replaced, never changed.</summary>
internal sealed class RetailTable
{
    private readonly SortedDictionary<long, JsonObject> _rows = [];

    public IEnumerable<JsonObject> Rows => _rows.Values;

    public long NextId { get; private set; } = 1;

    public JsonObject? Find(long id) => _rows.GetValueOrDefault(id);

    public void Put(JsonObject row)
    {
        var id = row["id"]!.GetValue<long>();
        _rows[id] = row;
        NextId = Math.Max(NextId, id + 1);
    }

    /// <summary>Takes a row away. Its id is not given out again.</summary>
    public void Remove(JsonObject row) => _rows.Remove(row["id"]!.GetValue<long>());
}
