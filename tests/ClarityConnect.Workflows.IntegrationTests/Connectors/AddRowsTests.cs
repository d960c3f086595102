using System.Data.Common;
using ClarityConnect.Workflows.Connectors.Warehouse.Databases;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Connectors;

public sealed class AddRowsTests(PostgresFixture postgres) : IAsyncLifetime
{
    private string database = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        DbProviderFactories.RegisterFactory("Npgsql", NpgsqlFactory.Instance);
        database = await postgres.CreateDatabaseAsync();
        await ExecuteAsync(
            """
            CREATE TABLE daily_sales (day date, store text, net numeric(12,2), tickets int, closed_at timestamptz, is_open boolean, UNIQUE (day, store));
            CREATE TABLE unkeyed (day date);
            CREATE TABLE inexact (day date UNIQUE, net double precision);
            """);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Rows_are_added_once_with_their_exact_values()
    {
        object[] rows =
        [
            new { Day = "2026-03-02", Store = "Leeds", Net = 1234567.89m, Tickets = 12, closed_at = "2026-03-02T22:00:00+01:00", is_open = false },
            new { Day = "2026-03-02", Store = "York", Net = "0.10" },
            new { Day = "2026-03-02", Store = "York", Net = "9.99" },
        ];

        (await AddAsync("daily_sales", rows, "day", "store")).ShouldBe((2, 1));
        (await AddAsync("daily_sales", [.. rows, new { Day = "2026-03-03", Store = "Leeds", Net = 5m }], "day", "store")).ShouldBe((1, 3));

        (await ReadAsync("SELECT string_agg(concat_ws('|', day, store, net, tickets, closed_at AT TIME ZONE 'UTC', is_open), E'\\n' ORDER BY day, store) FROM daily_sales"))
            .ShouldBe("2026-03-02|Leeds|1234567.89|12|2026-03-02 21:00:00|f\n2026-03-02|York|0.10\n2026-03-03|Leeds|5.00");
    }

    [Fact]
    public async Task Many_rows_are_added_in_portions_and_all_or_none()
    {
        var rows = Enumerable.Range(0, 3000).Select(number => (object)new { day = "2026-03-02", store = $"S{number}", net = number }).ToArray();
        await Should.ThrowAsync<ActivityException>(() => AddAsync("daily_sales", [.. rows, new { day = "2026-03-02", store = "T", net = "99999999999999" }], "day", "store"));
        (await ReadAsync("SELECT count(*)::text FROM daily_sales")).ShouldBe("0");

        (await AddAsync("daily_sales", rows, "day", "store")).Added.ShouldBe(3000);
    }

    [Theory]
    [InlineData("missing", "day", FailureKind.Misconfigured, "Make the table")]
    [InlineData("unkeyed", "day", FailureKind.Misconfigured, "unique index")]
    [InlineData("inexact", "day", FailureKind.Misconfigured, "numeric")]
    [InlineData("daily_sales", "region", FailureKind.InvalidData, "key column 'region'")]
    public async Task What_does_not_fit_is_said(string table, string key, FailureKind kind, string words)
    {
        object row = table == "inexact" ? new { day = "2026-03-02", net = 1.1m } : new { day = "2026-03-02" };

        var failure = await Should.ThrowAsync<ActivityException>(() => AddAsync(table, [row], key));

        failure.Kind.ShouldBe(kind);
        failure.Message.ShouldContain(words);
    }

    [Fact]
    public async Task A_member_that_is_no_column_is_named()
    {
        var failure = await Should.ThrowAsync<ActivityException>(() => AddAsync("daily_sales", [new { day = "2026-03-02", store = "York", gross = 1 }], "day", "store"));

        failure.Message.ShouldContain("no column 'gross'");
    }

    [Fact]
    public async Task The_test_call_says_as_whom_we_come()
    {
        var test = await Connection().TestAsync(Connection().CreateClient(Context()), Token);
        test.Succeeded.ShouldBeTrue(test.Message);
        test.Message.ShouldContain("as postgres");

        var stranger = Connection();
        stranger.Password = new Secret("wrong");
        (await Should.ThrowAsync<ActivityException>(() => stranger.TestAsync(stranger.CreateClient(Context()), Token))).Message.ShouldContain("Correct user and password");
    }

    private async Task<(int Added, int AlreadyThere)> AddAsync(string table, object[] rows, params string[] keys)
    {
        var activity = new AddRows();
        var run = await new ActivityRun(activity, Token)
            .Connected(activity.Connection, Connection().CreateClient(Context()))
            .With(activity.Table, table).With(activity.Rows, rows).With(activity.KeyColumns, keys)
            .RunAsync();
        return (run.Output(activity.Result), run.Output(activity.AlreadyThere));
    }

    private DatabaseConnection Connection()
    {
        var text = new NpgsqlConnectionStringBuilder(database);
        return new DatabaseConnection
        {
            Host = text.Host!, Port = text.Port, Database = text.Database!, User = text.Username!, Password = new Secret(text.Password!), IsEncrypted = false, AllowPrivateAddresses = true,
        };
    }

    private static ConnectionContext Context() => new("warehouse", new HttpClient(), TimeProvider.System, NullLogger.Instance);

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Token);
    }

    private async Task<string?> ReadAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        return (string?)await command.ExecuteScalarAsync(Token);
    }
}
