using System.Data.Common;
using System.Globalization;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.SagePro.Database;

/// <summary>An open connection with at most one transaction. Not committed is rolled back.</summary>
internal sealed class SageProSession : IAsyncDisposable
{
    private readonly DbConnection connection;
    private readonly SageProStatements statements;
    private readonly int timeout;
    private DbTransaction? transaction;

    private SageProSession(DbConnection connection, SageProStatements statements, TimeSpan timeout) =>
        (this.connection, this.statements, this.timeout) = (connection, statements, (int)timeout.TotalSeconds);

    public static async Task<SageProSession> OpenAsync(SageProSettings settings, SageProStatements statements, CancellationToken cancellationToken)
    {
        var name = settings.Dialect == SageProDialect.PostgreSql ? "Npgsql" : "Microsoft.Data.SqlClient";
        if (!DbProviderFactories.TryGetFactory(name, out var factory))
            throw new ActivityException(FailureKind.Misconfigured, $"The database driver '{name}' is not part of this program.");
        var connection = factory.CreateConnection()!;
        try
        {
            connection.ConnectionString = settings.ConnectionString;
            await connection.OpenAsync(cancellationToken);
            return new SageProSession(connection, statements, settings.StatementTimeout);
        }
        catch (ArgumentException exception)
        {
            await connection.DisposeAsync();
            throw new ActivityException(FailureKind.Misconfigured, $"The database connection of Sage Pro cannot be read: {exception.Message}", exception);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public async Task BeginAsync(CancellationToken cancellationToken) => transaction = await connection.BeginTransactionAsync(cancellationToken);

    public Task CommitAsync(CancellationToken cancellationToken) => transaction!.CommitAsync(cancellationToken);

    public async Task<int> ExecuteAsync(string statement, object? parameters, CancellationToken cancellationToken)
    {
        await using var command = Command(statement, parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<List<T>> QueryAsync<T>(string statement, object? parameters, Func<SageProRow, T> read, CancellationToken cancellationToken)
    {
        await using var command = Command(statement, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        var row = new SageProRow(reader);
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(read(row));
        return rows;
    }

    public async Task<bool> ExistsAsync(string statement, object? parameters, CancellationToken cancellationToken) =>
        (await QueryAsync(statement, parameters, _ => true, cancellationToken)).Count > 0;

    public async ValueTask DisposeAsync()
    {
        if (transaction is not null)
            await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    /// <param name="statement">The statement's name.</param>
    /// <param name="parameters">An object whose properties are the parameters, or a dictionary of them.</param>
    private DbCommand Command(string statement, object? parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = statements[statement];
        command.CommandTimeout = timeout;
        command.Transaction = transaction;
        foreach (var property in parameters?.GetType().GetProperties() ?? [])
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = "@" + property.Name;
            var value = property.GetValue(parameters);
            if (value is null && property.PropertyType == typeof(string))
                parameter.DbType = System.Data.DbType.String;
            else if (value is null && property.PropertyType == typeof(decimal?))
                parameter.DbType = System.Data.DbType.Decimal;
            else if (property.PropertyType == typeof(DateOnly?) || property.PropertyType == typeof(DateOnly))
                parameter.DbType = System.Data.DbType.Date;
            parameter.Value = value switch
            {
                null => DBNull.Value,
                DateOnly day => day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified),
                _ => value,
            };
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
