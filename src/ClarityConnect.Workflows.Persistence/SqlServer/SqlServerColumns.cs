using System.Globalization;
using System.Text;
using System.Text.Json;
using ClarityConnect.Workflows.Persistence.Execution;

namespace ClarityConnect.Workflows.Persistence.SqlServer;

/// <summary>Rows turned into one JSON array of objects, which statements read with OPENJSON. Bytes go as hexadecimal digits.</summary>
/// <typeparam name="T">The row.</typeparam>
/// <param name="rows">The rows.</param>
internal sealed class SqlServerColumns<T>(IReadOnlyList<T> rows) : RowColumns<T>
{
    private readonly List<Action<Utf8JsonWriter, T>> _columns = [];

    public override RowColumns<T> Text(string name, Func<T, string?> value) => Add((json, row) => json.WriteString(name, value(row)));

    public override RowColumns<T> Number(string name, Func<T, int?> value) => Long(name, row => value(row));

    public override RowColumns<T> Long(string name, Func<T, long?> value) => Add((json, row) =>
    {
        if (value(row) is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    });

    public override RowColumns<T> Flag(string name, Func<T, bool> value) => Add((json, row) => json.WriteBoolean(name, value(row)));

    public override RowColumns<T> Moment(string name, Func<T, DateTimeOffset?> value) =>
        Text(name, row => value(row)?.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture));

    public override RowColumns<T> Bytes(string name, Func<T, ReadOnlyMemory<byte>?> value) =>
        Text(name, row => value(row) is { } bytes ? Convert.ToHexString(bytes.Span) : null);

    public string ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartArray();
            foreach (var row in rows)
            {
                json.WriteStartObject();
                foreach (var column in _columns) column(json, row);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private SqlServerColumns<T> Add(Action<Utf8JsonWriter, T> column)
    {
        _columns.Add(column);
        return this;
    }
}
