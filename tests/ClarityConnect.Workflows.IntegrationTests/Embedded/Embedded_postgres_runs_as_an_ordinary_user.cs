using System.Diagnostics;
using ClarityConnect.Workflows.Persistence.Embedded;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Embedded;

public sealed class Embedded_postgres_runs_as_an_ordinary_user : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        foreach (var pointer in Directory.EnumerateFiles(_folder.Path, "postgres.location", SearchOption.AllDirectories))
            Path.GetFullPath(File.ReadAllText(pointer)).ShouldStartWith(_folder.Path);
        _folder.Dispose();
    }

    [Fact]
    public async Task Root_runs_it_as_nobody()
    {
        SkipUnlessRoot();
        await using var server = await StartAsync(new() { DataFolder = _folder.Make("data"), Durable = false });

        var status = await File.ReadAllLinesAsync($"/proc/{Ledger.PostmasterOf(server.DataFolder)}/status", Ct);

        status.Single(l => l.StartsWith("Uid:", StringComparison.Ordinal)).ShouldNotContain("\t0");
        status.Single(l => l.StartsWith("Groups:", StringComparison.Ordinal)).Trim().ShouldBe("Groups:");
        status.ShouldContain("NoNewPrivs:\t1");
    }

    [Fact]
    public async Task Root_can_have_binaries_and_data_where_nobody_else_gets()
    {
        SkipUnlessRoot();
        _folder.MakeSecret("secret");
        var options = new EmbeddedPostgresOptions
        {
            DataFolder = _folder.Make("secret", "data"),
            BinariesFolder = CopyOfTheBinaries(_folder.Make("secret", "postgresql binaries")),
            SystemFolder = _folder.Make("system"),
            Durable = false,
        };
        await using (var first = await StartAsync(options))
            await Ledger.WriteAsync(first.ConnectionString, 3, Ct);

        File.ReadAllText(Path.Combine(options.DataFolder, "postgres.location")).ShouldStartWith(Path.Combine(options.SystemFolder, "databases"));
        await using (var second = await StartAsync(options))
        {
            (await Ledger.CountAsync(second.ConnectionString, Ct)).ShouldBe(3);
            Directory.GetDirectories(Path.Combine(options.SystemFolder, "binaries")).Length.ShouldBe(1);

            // A copy of the data folder names the same database, which only one server may have.
            var copy = _folder.Make("secret", "copy of data");
            foreach (var name in new[] { "postgres.location", "postgres.password" })
                File.Copy(Path.Combine(options.DataFolder, name), Path.Combine(copy, name));
            await Should.ThrowAsync<DataFolderInUseException>(() => StartAsync(options with { DataFolder = copy }));
        }

        Directory.Delete(File.ReadAllText(Path.Combine(options.DataFolder, "postgres.location")), recursive: true);
        (await Should.ThrowAsync<EmbeddedPostgresException>(() => StartAsync(options))).Message.ShouldContain("Restore it");
    }

    [Fact]
    public async Task Root_is_told_when_there_is_no_place_that_the_database_user_can_reach()
    {
        SkipUnlessRoot();
        _folder.MakeSecret("secret");

        var refusal = await Should.ThrowAsync<EmbeddedPostgresException>(
            () => StartAsync(new() { DataFolder = _folder.Make("secret", "data"), SystemFolder = _folder.Make("secret", "system") }));

        refusal.Message.ShouldContain("nobody");
        refusal.Message.ShouldContain("/srv/");
    }

    [Fact]
    public async Task An_ordinary_user_runs_it_as_himself_even_from_binaries_he_cannot_write()
    {
        SkipUnlessRoot();
        var binaries = CopyOfTheBinaries(_folder.Make("read only"));
        Directory.EnumerateFiles(binaries, "*", SearchOption.AllDirectories).Where(f => new FileInfo(f).LinkTarget is not null).ToList().ForEach(File.Delete);
        var data = _folder.Make("data");
        using (var chown = Process.Start("chown", ["nobody", data]))
            await chown.WaitForExitAsync(Ct);
        var options = new EmbeddedPostgresOptions { DataFolder = data, BinariesFolder = binaries, Durable = false };
        Assert.SkipUnless(await NobodyReachesAsync(typeof(HostProcess).Assembly.Location), "The user nobody cannot read the folder of the tests.");

        for (var start = 0; start < 2; start++)
        {
            await using var host = await HostProcess.StartAsync(options, Ct, Nobody.Become);
            host.Report.Error.ShouldBeNull();
            host.Report.Recovered.ShouldBe(start == 1);
            if (start == 0)
                await Ledger.WriteAsync(host.Report.ConnectionString, 3, Ct);
            (await Ledger.CountAsync(host.Report.ConnectionString, Ct)).ShouldBe(3);
            if (start == 0)
                await host.KillAsync(Ct);
        }

        await using var stranger = await HostProcess.StartAsync(options with { DataFolder = _folder.Make("of root") }, Ct, Nobody.Become);
        stranger.Report.Error.ShouldNotBeNull().ShouldContain("may not write in the data folder");
    }

    private static void SkipUnlessRoot() =>
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "Only root can become another user.");

    private static string CopyOfTheBinaries(string to)
    {
        var from = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "embedded-postgres.path")).Trim();
        using var copy = Process.Start("cp", ["-r", from + ".", to]);
        copy.WaitForExit();
        copy.ExitCode.ShouldBe(0);
        return to;
    }

    private static async Task<bool> NobodyReachesAsync(string file)
    {
        string[] words = [.. Nobody.Become, "test", "-r", file];
        using var test = Process.Start(words[0], words.Skip(1));
        await test.WaitForExitAsync(Ct);
        return test.ExitCode == 0;
    }

    private static Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions options) =>
        EmbeddedPostgres.StartAsync(options, TimeProvider.System, NullLogger.Instance, Ct);
}
