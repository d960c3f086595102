using System.Collections.Concurrent;
using System.Data;
using ClarityConnect.Workflows.Persistence.Execution;
using ClarityConnect.Workflows.Persistence.Schema;
using Microsoft.Data.SqlClient;

namespace ClarityConnect.Workflows.Persistence.SqlServer;

/// <summary>Statements of one transaction, run one after the other.</summary>
internal sealed class SqlServerStatements(SqlConnection connection, SqlTransaction transaction) : StatementBatch
{
    private static readonly ConcurrentDictionary<string, string> _texts = new(StringComparer.Ordinal);
    private static readonly string[] _setNames = ["@rows", "@others"];

    private readonly List<(string Statement, SqlParameter[] Parameters)> _pending = [];

    /// <summary>Nothing: SQL Server cannot wake the other nodes, which poll.</summary>
    public override void AddNotice()
    {
    }

    /// <summary>Runs what was added.</summary>
    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        foreach (var (statement, parameters) in _pending) await ExecuteAsync(statement, cancellationToken, parameters);
        _pending.Clear();
    }

    /// <summary>Runs what was added, which is one statement at most, and reads its answer.</summary>
    public async Task<List<T>> ReadPendingAsync<T>(Func<SqlDataReader, T> row, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        foreach (var (statement, parameters) in _pending) rows.AddRange(await ReadAsync(statement, row, cancellationToken, parameters));
        _pending.Clear();
        return rows;
    }

    /// <summary>Runs one statement.</summary>
    /// <returns>How many rows it wrote.</returns>
    public async Task<int> ExecuteAsync(string statement, CancellationToken cancellationToken, params SqlParameter[] parameters)
    {
        await using var command = Command(statement, parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Runs one statement and reads its answer.</summary>
    public async Task<List<T>> ReadAsync<T>(
        string statement, Func<SqlDataReader, T> row, CancellationToken cancellationToken, params SqlParameter[] parameters)
    {
        await using var command = Command(statement, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add(row(reader));
        return rows;
    }

    public static SqlParameter Value(string name, SqlDbType type, object? value) => new(name, type) { Value = value ?? DBNull.Value };

    public static SqlParameter Text(string name, string? value) => Value(name, SqlDbType.NVarChar, value);

    public static SqlParameter Number(string name, long? value) => Value(name, SqlDbType.BigInt, value);

    public static SqlParameter Moment(string name, DateTimeOffset? value) => Value(name, SqlDbType.DateTimeOffset, value?.ToUniversalTime());

    public static SqlParameter Bytes(string name, ReadOnlyMemory<byte>? value) => Value(name, SqlDbType.VarBinary, value?.ToArray());

    public static SqlParameter Ids(IReadOnlyList<string> ids)
    {
        var columns = new SqlServerColumns<string>(ids);
        columns.Text("id", id => id);
        return Text(_setNames[0], columns.ToJson());
    }

    /// <inheritdoc/>
    protected override object Set<T>(IReadOnlyList<T> rows, Action<RowColumns<T>> columns)
    {
        var json = new SqlServerColumns<T>(rows);
        columns(json);
        return json.ToJson();
    }

    /// <inheritdoc/>
    protected override void AddStatement(string statement, params ReadOnlySpan<object> sets)
    {
        var parameters = new SqlParameter[sets.Length];
        for (var i = 0; i < sets.Length; i++) parameters[i] = Text(_setNames[i], (string)sets[i]);
        _pending.Add((statement, parameters));
    }

    private SqlCommand Command(string statement, SqlParameter[] parameters)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = _texts.GetOrAdd(statement, static file => SqlFile.Read($"SqlServer/Sql/{file}.sql"));
        command.Parameters.AddRange(parameters);
        return command;
    }
}
