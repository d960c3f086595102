using System.Globalization;
using System.Security.Cryptography;
using ClarityConnect.Workflows.IntegrationTests;
using ClarityConnect.Workflows.IntegrationTests.Embedded;
using ClarityConnect.Workflows.Persistence.Embedded;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresFixture))]

namespace ClarityConnect.Workflows.IntegrationTests;

/// <summary>
/// One PostgreSQL for the whole test run, not durable, started when the first test asks for a database and deleted at the end. A test class
/// takes it as a constructor parameter.
/// </summary>
public sealed class PostgresFixture : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<Task<EmbeddedPostgres>> _postgres;
    private int _databases;

    public PostgresFixture() => _postgres = new(StartAsync);

    /// <summary>A fresh, empty database of the caller's own.</summary>
    /// <returns>Its connection string. The database goes with the whole server at the end of the run.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var postgres = await _postgres.Value;
        var name = string.Create(
            CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}_{RandomNumberGenerator.GetHexString(6, lowercase: true)}");
        var administration = new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(administration.ConnectionString);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Database = name }.ConnectionString;
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgres is { IsValueCreated: true, Value.IsFaulted: false })
        {
            NpgsqlConnection.ClearAllPools();
            await (await _postgres.Value).DisposeAsync();
        }

        _folder.Dispose();
    }

    private Task<EmbeddedPostgres> StartAsync() =>
        EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { DataFolder = _folder.Path, Durable = false }, TimeProvider.System, NullLogger.Instance, CancellationToken.None);
}
