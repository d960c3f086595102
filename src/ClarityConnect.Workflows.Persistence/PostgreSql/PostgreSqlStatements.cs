using System.Collections.Concurrent;
using ClarityConnect.Workflows.Persistence.Execution;
using ClarityConnect.Workflows.Persistence.Schema;
using Npgsql;
using NpgsqlTypes;

namespace ClarityConnect.Workflows.Persistence.PostgreSql;

/// <summary>Statements that go to the server together and whose answers come back together: one round trip.</summary>
internal sealed class PostgreSqlStatements(NpgsqlConnection connection) : StatementBatch, IAsyncDisposable
{
    private static readonly ConcurrentDictionary<string, string> _texts = new(StringComparer.Ordinal);

    private readonly NpgsqlBatch _batch = new(connection);

    /// <summary>Adds a statement from its file.</summary>
    public PostgreSqlStatements Add(string statement, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(_texts.GetOrAdd(statement, static file => SqlFile.Read($"PostgreSql/Sql/{file}.sql")));
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        _batch.BatchCommands.Add(command);
        return this;
    }

    /// <summary>Begins a transaction with this round trip. A connection that is given back with it open rolls it back.</summary>
    public PostgreSqlStatements Begin() => AddText("begin");

    /// <summary>Ends the transaction with this round trip.</summary>
    public PostgreSqlStatements Commit() => AddText("commit");

    /// <summary>Gives the transaction up with this round trip.</summary>
    public PostgreSqlStatements Rollback() => AddText("rollback");

    /// <inheritdoc/>
    public override void AddNotice() => Add("NotifyWork");

    /// <summary>Runs the statements and gives the number of rows that they wrote.</summary>
    public Task<int> ExecuteAsync(CancellationToken cancellationToken) => _batch.ExecuteNonQueryAsync(cancellationToken);

    /// <summary>Runs the statements and reads their answers.</summary>
    public Task<NpgsqlDataReader> ReadAsync(CancellationToken cancellationToken) => _batch.ExecuteReaderAsync(cancellationToken);

    public ValueTask DisposeAsync() => _batch.DisposeAsync();

    public static NpgsqlParameter Value<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };

    public static NpgsqlParameter Moment(DateTimeOffset value) => Value(value.ToUniversalTime());

    public static NpgsqlParameter Texts(IEnumerable<string> values) => Value(values.ToArray());

    public static NpgsqlParameter Transaction(ulong value) => new() { NpgsqlDbType = NpgsqlDbType.Xid8, Value = value };

    public static NpgsqlParameter OrNull(string? value) => new() { NpgsqlDbType = NpgsqlDbType.Text, Value = value ?? (object)DBNull.Value };

    public static NpgsqlParameter OrNull(int? value) => new() { NpgsqlDbType = NpgsqlDbType.Integer, Value = value ?? (object)DBNull.Value };

    public static NpgsqlParameter OrNull(byte[]? value) => new() { NpgsqlDbType = NpgsqlDbType.Bytea, Value = value ?? (object)DBNull.Value };

    public static NpgsqlParameter OrNull(DateTimeOffset? value) => new() { NpgsqlDbType = NpgsqlDbType.TimestampTz, Value = value ?? (object)DBNull.Value };

    /// <inheritdoc/>
    protected override object Set<T>(IReadOnlyList<T> rows, Action<RowColumns<T>> columns)
    {
        var arrays = new PostgreSqlColumns<T>(rows);
        columns(arrays);
        return arrays.Parameters;
    }

    /// <inheritdoc/>
    protected override void AddStatement(string statement, params ReadOnlySpan<object> sets)
    {
        var parameters = new List<NpgsqlParameter>();
        foreach (var set in sets) parameters.AddRange((List<NpgsqlParameter>)set);
        Add(statement, [.. parameters]);
    }

    private PostgreSqlStatements AddText(string text)
    {
        _batch.BatchCommands.Add(new NpgsqlBatchCommand(text));
        return this;
    }
}
