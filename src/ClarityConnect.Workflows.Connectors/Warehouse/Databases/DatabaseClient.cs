using System.Data.Common;
using System.Net.Sockets;
using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Warehouse.Databases;

/// <summary>Adds rows to tables.</summary>
public sealed class DatabaseClient
{
    // SQL Server takes 2,100 parameters in a statement.
    private const int MostParameters = 2000;
    private const int MostRows = 500;

    private readonly DatabasePlace place;
    private readonly bool allowPrivateAddresses;

    internal DatabaseClient(DatabasePlace place, bool allowPrivateAddresses) => (this.place, this.allowPrivateAddresses) = (place, allowPrivateAddresses);

    /// <summary>Adds the rows whose keys are not there yet, all in one transaction.</summary>
    /// <param name="table">The table, with its schema where it needs one, such as "reports.daily_sales".</param>
    /// <param name="rows">The rows: objects whose members are columns, whatever their case.</param>
    /// <param name="keys">The columns by which a row is known; the table has a unique index over them.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>How many rows were added; the others were there.</returns>
    /// <exception cref="ActivityException">The database refused or did not answer, or a row does not fit the table. Nothing was added.</exception>
    public Task<int> AppendAsync(string table, IReadOnlyList<JsonElement> rows, IReadOnlyList<string> keys, CancellationToken cancellationToken) => RunAsync(
        async connection =>
        {
            var name = AppendStatement.QuoteName(place.Kind, table);
            var known = await ReadColumnsAsync(connection, name, cancellationToken);
            var used = ColumnsOf(table, rows, known);
            var keyColumns = keys.Select(key => Find(used, key) ?? throw new ActivityException(FailureKind.InvalidData, $"The key column '{key}' has no value in the rows. Give each row one.")).ToList();
            var news = rows.Select(row => Values(row, used)).DistinctBy(values => string.Join('\u001f', keyColumns.Select(key => values[used.IndexOf(key)]))).ToList();
            var added = 0;
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            foreach (var portion in news.Chunk(Math.Clamp(MostParameters / used.Count, 1, MostRows)))
            {
                await using var command = connection.CreateCommand();
                command.Transaction = transaction;
                command.CommandText = AppendStatement.Write(place.Kind, name, [.. used.Select(column => column.Name)], [.. keyColumns.Select(column => column.Name)], portion.Length);
                foreach (var value in portion.SelectMany(values => values))
                {
                    var parameter = command.CreateParameter();
                    parameter.ParameterName = $"@p{command.Parameters.Count}";
                    parameter.Value = value;
                    command.Parameters.Add(parameter);
                }

                added += await command.ExecuteNonQueryAsync(cancellationToken);
            }

            await transaction.CommitAsync(cancellationToken);
            return added;
        },
        cancellationToken);

    /// <summary>The user as whom the database knows us.</summary>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <exception cref="ActivityException">The database refused or did not answer.</exception>
    internal Task<string> GetUserAsync(CancellationToken cancellationToken) => RunAsync(
        async connection =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT CURRENT_USER";
            return (await command.ExecuteScalarAsync(cancellationToken))?.ToString() ?? place.User;
        },
        cancellationToken);

    private async Task<T> RunAsync<T>(Func<DbConnection, Task<T>> work, CancellationToken cancellationToken)
    {
        await OwnNetwork.CheckAsync(place.Host, allowPrivateAddresses, cancellationToken);
        await using var connection = place.Connect();
        try
        {
            await connection.OpenAsync(cancellationToken);
            return await work(connection);
        }
        catch (Exception exception) when (exception is DbException or TimeoutException or SocketException or IOException)
        {
            throw DatabaseFailure.Of(exception, place);
        }
    }

    private static async Task<List<TableColumn>> ReadColumnsAsync(DbConnection connection, string table, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table} WHERE 1 = 0";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return [.. (await reader.GetColumnSchemaAsync(cancellationToken)).Select(column => new TableColumn(column))];
    }

    private static List<TableColumn> ColumnsOf(string table, IReadOnlyList<JsonElement> rows, List<TableColumn> known)
    {
        var used = new List<TableColumn>();
        foreach (var row in rows)
        {
            if (row.ValueKind != JsonValueKind.Object)
                throw new ActivityException(FailureKind.InvalidData, $"The row '{row.GetRawText()}' is no object. Give rows as objects whose members are columns.");
            foreach (var member in row.EnumerateObject())
            {
                var column = Find(known, member.Name)
                    ?? throw new ActivityException(FailureKind.InvalidData, $"The table '{table}' has no column '{member.Name}'. Leave the value out, or add the column. There are: {string.Join(", ", known.Select(column => column.Name))}.");
                if (!used.Contains(column))
                    used.Add(column);
            }
        }

        return used;
    }

    private static TableColumn? Find(List<TableColumn> columns, string name) =>
        columns.Find(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static object[] Values(JsonElement row, List<TableColumn> columns)
    {
        var values = new object[columns.Count];
        Array.Fill(values, DBNull.Value);
        foreach (var member in row.EnumerateObject())
        {
            var column = columns.FindIndex(known => known.Name.Equals(member.Name, StringComparison.OrdinalIgnoreCase));
            values[column] = columns[column].Read(member.Value);
        }

        return values;
    }
}
