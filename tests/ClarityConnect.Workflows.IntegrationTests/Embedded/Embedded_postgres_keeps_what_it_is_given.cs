using System.Net.NetworkInformation;
using ClarityConnect.Workflows.Persistence.Embedded;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Embedded;

public sealed class Embedded_postgres_keeps_what_it_is_given(PostgresFixture postgres) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_test_gets_a_database_of_its_own()
    {
        var first = await postgres.CreateDatabaseAsync();
        await Ledger.WriteAsync(first, 1, Ct);

        var second = await postgres.CreateDatabaseAsync();

        (await Ledger.ExecuteAsync(second, "SELECT count(*) FROM pg_stat_user_tables", Ct)).ShouldBe(0L);
    }

    [Fact]
    public async Task Data_survives_a_restart_with_durable_commits()
    {
        var options = new EmbeddedPostgresOptions { DataFolder = _folder.Make("data") };
        await using (var first = await StartAsync(options))
        {
            first.Recovered.ShouldBeFalse();
            await Ledger.WriteAsync(first.ConnectionString, 3, Ct);
            (await Ledger.ExecuteAsync(first.ConnectionString, "SHOW fsync", Ct)).ShouldBe("on");
            (await Ledger.ExecuteAsync(first.ConnectionString, "SHOW synchronous_commit", Ct)).ShouldBe("on");
            (await Ledger.ExecuteAsync(first.ConnectionString, "SHOW data_checksums", Ct)).ShouldBe("on");
            (await Ledger.ExecuteAsync(first.ConnectionString, "SHOW server_encoding", Ct)).ShouldBe("UTF8");
            (await Ledger.ExecuteAsync(first.ConnectionString, "SELECT current_database()", Ct)).ShouldBe("clarity");
        }

        File.Exists(Path.Combine(options.DataFolder, "server.pid")).ShouldBeFalse();
        await using var second = await StartAsync(options);
        second.Recovered.ShouldBeFalse();
        (await Ledger.CountAsync(second.ConnectionString, Ct)).ShouldBe(3);
    }

    [Fact]
    public async Task It_listens_on_this_machine_only_and_asks_for_the_password()
    {
        await using var server = await StartAsync(new() { DataFolder = _folder.Make("data"), Durable = false });

        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(e => e.Port == server.Port).ToList();
        listeners.ShouldHaveSingleItem().Address.ToString().ShouldBe("127.0.0.1");

        var tcp = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Host = "127.0.0.1", Pooling = false };
        (await Ledger.ExecuteAsync(tcp.ConnectionString, "SELECT 1", Ct)).ShouldBe(1);
        foreach (var host in new[] { "127.0.0.1", new NpgsqlConnectionStringBuilder(server.ConnectionString).Host! })
        {
            var wrong = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Host = host, Password = "wrong" };
            (await Should.ThrowAsync<PostgresException>(() => Ledger.ExecuteAsync(wrong.ConnectionString, "SELECT 1", Ct)))
                .SqlState.ShouldBe(PostgresErrorCodes.InvalidPassword);
        }

        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Path.Combine(server.DataFolder, "postgres.password")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Directory.EnumerateFiles(Path.Combine(server.DataFolder, "postgres"), "*.password").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_socket_is_used_where_its_path_is_short_enough_and_tcp_elsewhere()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix sockets are not used on Windows.");
        await using (var near = await StartAsync(new() { DataFolder = _folder.Make("d"), Durable = false }))
            new NpgsqlConnectionStringBuilder(near.ConnectionString).Host.ShouldBe(Path.Combine(near.DataFolder, "postgres/run"));

        var far = _folder.Make(new string('x', 60), "a folder; with 'quotes', spaces and ü", new string('y', 60));
        await using var server = await StartAsync(new() { DataFolder = far, Durable = false });
        new NpgsqlConnectionStringBuilder(server.ConnectionString).Host.ShouldBe("127.0.0.1");
        (await Ledger.ExecuteAsync(server.ConnectionString, "SELECT 1", Ct)).ShouldBe(1);
    }

    [Fact]
    public async Task A_data_folder_with_spaces_behind_a_symbolic_link_works_and_is_recognised()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Symbolic links need a privilege on Windows.");
        var real = _folder.Make("the real place");
        var link = Path.Combine(_folder.Path, "a link");
        File.CreateSymbolicLink(link, real);

        await using var server = await StartAsync(new() { DataFolder = link, DatabaseName = "a \"name\"", Durable = false });

        (await Ledger.ExecuteAsync(server.ConnectionString, "SELECT current_database()", Ct)).ShouldBe("a \"name\"");
        await Should.ThrowAsync<DataFolderInUseException>(() => StartAsync(new() { DataFolder = real }));
    }

    [Fact]
    public async Task A_first_start_that_was_cut_short_begins_again()
    {
        var data = _folder.Make("data");
        Directory.CreateDirectory(Path.Combine(data, "postgres/cluster.new"));
        await File.WriteAllTextAsync(Path.Combine(data, "postgres/cluster.new/PG_VERSION"), "18", Ct);

        await using var server = await StartAsync(new() { DataFolder = data, Durable = false });

        await Ledger.WriteAsync(server.ConnectionString, 1, Ct);
    }

    private static Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions options) =>
        EmbeddedPostgres.StartAsync(options, TimeProvider.System, NullLogger.Instance, Ct);
}
