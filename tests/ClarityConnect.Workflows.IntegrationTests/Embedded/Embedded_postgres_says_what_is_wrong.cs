using System.Net;
using System.Net.Sockets;
using ClarityConnect.Workflows.Persistence.Embedded;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Embedded;

public sealed class Embedded_postgres_says_what_is_wrong : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private EmbeddedPostgresOptions Options => new() { DataFolder = _folder.Make("data"), Durable = false };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Binaries_that_are_not_there()
    {
        var refusal = await Should.ThrowAsync<EmbeddedPostgresException>(() => StartAsync(Options with { BinariesFolder = _folder.Make("empty") }));

        refusal.Message.ShouldContain("Database:BinariesFolder");
        refusal.Message.ShouldContain("empty");
    }

    [Fact]
    public async Task A_port_that_is_taken()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var refusal = await Should.ThrowAsync<EmbeddedPostgresException>(() => StartAsync(Options with { Port = port }));

        refusal.Message.ShouldContain("Database:Port");
        listener.Stop();
        await using var server = await StartAsync(Options with { Port = port });
        server.Port.ShouldBe(port);
        server.Recovered.ShouldBeFalse();
    }

    [Fact]
    public async Task A_database_of_another_version_and_one_that_is_none_and_one_without_its_password()
    {
        await using (await StartAsync(Options))
        {
        }

        var version = Path.Combine(Options.DataFolder, "postgres/cluster/PG_VERSION");
        await File.WriteAllTextAsync(version, "17\n", Ct);
        (await Should.ThrowAsync<EmbeddedPostgresException>(() => StartAsync(Options))).Message.ShouldContain("was made by PostgreSQL 17");

        File.Delete(version);
        (await Should.ThrowAsync<EmbeddedPostgresException>(() => StartAsync(Options))).Message.ShouldContain("not a PostgreSQL cluster");

        var password = Path.Combine(Options.DataFolder, "postgres.password");
        File.Delete(password);
        (await Should.ThrowAsync<EmbeddedPostgresException>(() => StartAsync(Options))).Message.ShouldContain(password);
    }

    [Fact]
    public async Task A_user_that_does_not_exist()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root becomes another user.");

        (await Should.ThrowAsync<EmbeddedPostgresException>(() => StartAsync(Options with { RunAsUser = "nobody-of-that-name" })))
            .Message.ShouldContain("Database:RunAsUser");
        (await Should.ThrowAsync<EmbeddedPostgresException>(() => StartAsync(Options with { RunAsUser = "root" })))
            .Message.ShouldContain("refuses to run as root");
    }

    [Fact]
    public async Task The_log_keeps_statements_and_keys_out()
    {
        await using var server = await StartAsync(Options);
        await Ledger.ExecuteAsync(server.ConnectionString, "CREATE TABLE cards (number text PRIMARY KEY)", Ct);
        await Ledger.ExecuteAsync(server.ConnectionString, "INSERT INTO cards VALUES ('4111-1111')", Ct);

        await Should.ThrowAsync<PostgresException>(() => Ledger.ExecuteAsync(server.ConnectionString, "INSERT INTO cards VALUES ('4111-1111')", Ct));

        var log = Directory.GetFiles(Path.Combine(server.DataFolder, "postgres/log")).ShouldHaveSingleItem();
        await Eventually.IsTrueAsync(() => File.ReadAllText(log).Contains("duplicate key", StringComparison.Ordinal), Ct);
        File.ReadAllText(log).ShouldNotContain("4111");
    }

    private static Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions options) =>
        EmbeddedPostgres.StartAsync(options, TimeProvider.System, NullLogger.Instance, Ct);
}
