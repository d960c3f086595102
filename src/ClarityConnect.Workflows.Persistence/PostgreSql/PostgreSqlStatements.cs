using System.Collections.Concurrent;
using ClarityConnect.Workflows.Persistence.Schema;
using Npgsql;
using NpgsqlTypes;

namespace ClarityConnect.Workflows.Persistence.PostgreSql;

/// <summary>Statements that go to the server together and whose answers come back together: one round trip.</summary>
internal sealed class PostgreSqlStatements(NpgsqlConnection connection) : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<string, string> _texts = new(StringComparer.Ordinal);

    private readonly NpgsqlBatch _batch = new(connection);

    /// <summary>Adds a statement from its file.</summary>
    public PostgreSqlStatements Add(string name, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(_texts.GetOrAdd(name, static file => SqlFile.Read($"PostgreSql/Sql/{file}.sql")));
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        _batch.BatchCommands.Add(command);
        return this;
    }

    /// <summary>Adds a statement for rows; nothing if there are none.</summary>
    public PostgreSqlStatements AddRows<T>(string name, IReadOnlyList<T> rows, Action<Columns<T>> columns)
    {
        if (rows.Count == 0) return this;
        var arrays = new Columns<T>(rows);
        columns(arrays);
        return Add(name, arrays.ToParameters());
    }

    /// <summary>Begins a transaction with this round trip. A connection that is given back with it open rolls it back.</summary>
    public PostgreSqlStatements Begin() => AddText("begin");

    /// <summary>Ends the transaction with this round trip.</summary>
    public PostgreSqlStatements Commit() => AddText("commit");

    /// <summary>Gives the transaction up with this round trip.</summary>
    public PostgreSqlStatements Rollback() => AddText("rollback");

    /// <summary>Runs the statements and gives the number of rows that they wrote.</summary>
    public Task<int> ExecuteAsync(CancellationToken cancellationToken) => _batch.ExecuteNonQueryAsync(cancellationToken);

    /// <summary>Runs the statements and reads their answers.</summary>
    public Task<NpgsqlDataReader> ReadAsync(CancellationToken cancellationToken) => _batch.ExecuteReaderAsync(cancellationToken);

    public ValueTask DisposeAsync() => _batch.DisposeAsync();

    public static NpgsqlParameter Value<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };

    public static NpgsqlParameter Moment(DateTimeOffset value) => Value(value.ToUniversalTime());

    public static NpgsqlParameter Texts(IEnumerable<string> values) => Value(values.ToArray());

    public static NpgsqlParameter OrNull(string? value) => new() { NpgsqlDbType = NpgsqlDbType.Text, Value = value ?? (object)DBNull.Value };

    public static NpgsqlParameter OrNull(int? value) => new() { NpgsqlDbType = NpgsqlDbType.Integer, Value = value ?? (object)DBNull.Value };

    public static NpgsqlParameter OrNull(byte[]? value) => new() { NpgsqlDbType = NpgsqlDbType.Bytea, Value = value ?? (object)DBNull.Value };

    public static NpgsqlParameter OrNull(DateTimeOffset? value) => new() { NpgsqlDbType = NpgsqlDbType.TimestampTz, Value = value ?? (object)DBNull.Value };

    private PostgreSqlStatements AddText(string text)
    {
        _batch.BatchCommands.Add(new NpgsqlBatchCommand(text));
        return this;
    }
}
