using Npgsql;

namespace ClarityConnect.Workflows.Persistence.PostgreSql;

/// <summary>Rows turned into arrays, one a column: how many rows go to PostgreSQL in one statement.</summary>
/// <typeparam name="T">The row.</typeparam>
/// <param name="rows">The rows.</param>
internal sealed class Columns<T>(IReadOnlyList<T> rows)
{
    private readonly List<NpgsqlParameter> _parameters = [];

    public NpgsqlParameter[] ToParameters() => [.. _parameters];

    public Columns<T> Text(Func<T, string?> value) => Add(row => PostgreSqlText.Storable(value(row)));

    public Columns<T> Number(Func<T, int> value) => Add(value);

    public Columns<T> NumberOrNull(Func<T, int?> value) => Add(value);

    public Columns<T> Long(Func<T, long> value) => Add(value);

    public Columns<T> LongOrNull(Func<T, long?> value) => Add(value);

    public Columns<T> Short(Func<T, short> value) => Add(value);

    public Columns<T> Flag(Func<T, bool> value) => Add(value);

    public Columns<T> Moment(Func<T, DateTimeOffset> value) => Add(row => value(row).ToUniversalTime());

    public Columns<T> MomentOrNull(Func<T, DateTimeOffset?> value) => Add(row => value(row)?.ToUniversalTime());

    public Columns<T> Bytes(Func<T, ReadOnlyMemory<byte>?> value) => Add(row => value(row)?.ToArray());

    private Columns<T> Add<TValue>(Func<T, TValue> value)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++) values[i] = value(rows[i]);
        _parameters.Add(new NpgsqlParameter<TValue[]> { TypedValue = values });
        return this;
    }
}
