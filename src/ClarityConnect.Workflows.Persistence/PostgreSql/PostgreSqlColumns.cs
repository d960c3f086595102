using ClarityConnect.Workflows.Persistence.Execution;
using Npgsql;

namespace ClarityConnect.Workflows.Persistence.PostgreSql;

/// <summary>Rows turned into arrays, one a column: how many rows go to PostgreSQL in one statement.</summary>
/// <typeparam name="T">The row.</typeparam>
/// <param name="rows">The rows.</param>
internal sealed class PostgreSqlColumns<T>(IReadOnlyList<T> rows) : RowColumns<T>
{
    public List<NpgsqlParameter> Parameters { get; } = [];

    public override RowColumns<T> Text(string name, Func<T, string?> value) => Add(row => PostgreSqlText.Storable(value(row)));

    public override RowColumns<T> Number(string name, Func<T, int?> value) => Add(value);

    public override RowColumns<T> Long(string name, Func<T, long?> value) => Add(value);

    public override RowColumns<T> Flag(string name, Func<T, bool> value) => Add(value);

    public override RowColumns<T> Moment(string name, Func<T, DateTimeOffset?> value) => Add(row => value(row)?.ToUniversalTime());

    public override RowColumns<T> Bytes(string name, Func<T, ReadOnlyMemory<byte>?> value) => Add(value);

    private PostgreSqlColumns<T> Add<TValue>(Func<T, TValue> value)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++) values[i] = value(rows[i]);
        Parameters.Add(new NpgsqlParameter<TValue[]> { TypedValue = values });
        return this;
    }
}
