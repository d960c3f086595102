using System.Diagnostics;
using ClarityConnect.Workflows.Persistence.Embedded;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Embedded;

public sealed class Embedded_postgres_survives_kills : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private EmbeddedPostgresOptions Options => new() { DataFolder = _folder.Make("data") };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_killed_postgres_comes_back_on_the_same_port_with_every_row()
    {
        await using var server = await StartAsync(Options);
        await Ledger.WriteAsync(server.ConnectionString, 5, Ct);
        var port = server.Port;
        for (var kill = 1; kill <= 2; kill++)
        {
            var before = Ledger.PostmasterOf(server.DataFolder);
            using (var postmaster = Process.GetProcessById(before))
            {
                postmaster.Kill();
                await postmaster.WaitForExitAsync(Ct);
            }

            (await Ledger.CountWhenBackAsync(server.ConnectionString, Ct)).ShouldBe(5);
            Ledger.PostmasterOf(server.DataFolder).ShouldNotBe(before);
        }

        server.Port.ShouldBe(port);
    }

    [Fact]
    public async Task A_killed_host_loses_no_commit_and_the_next_one_says_so()
    {
        await using (var host = await HostProcess.StartAsync(Options, Ct))
        {
            host.Report.Error.ShouldBeNull();
            host.Report.Recovered.ShouldBeFalse();
            await Ledger.WriteAsync(host.Report.ConnectionString, 5, Ct);
            await host.KillAsync(Ct);
        }

        await using var next = await StartAsync(Options);
        next.Recovered.ShouldBeTrue();
        (await Ledger.CountAsync(next.ConnectionString, Ct)).ShouldBe(5);
    }

    [Fact]
    public async Task A_postgres_ends_by_itself_when_its_host_is_killed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells a process that its parent ended.");
        await using var host = await HostProcess.StartAsync(Options with { Durable = false }, Ct);
        var processIdFile = Path.Combine(Options.DataFolder, "postgres/cluster/postmaster.pid");
        File.Exists(processIdFile).ShouldBeTrue();

        await host.KillAsync(Ct);

        await Eventually.IsTrueAsync(() => !File.Exists(processIdFile), Ct);
    }

    [Fact]
    public async Task A_postgres_that_dies_again_and_again_is_given_up_loudly()
    {
        var log = new LogMemory();
        await using var server = await EmbeddedPostgres.StartAsync(Options, TimeProvider.System, log, Ct);
        await Ledger.WriteAsync(server.ConnectionString, 1, Ct);

        for (var kill = 0; kill < 6; kill++)
        {
            (await Ledger.CountWhenBackAsync(server.ConnectionString, Ct)).ShouldBe(1);
            using var postmaster = Process.GetProcessById(Ledger.PostmasterOf(server.DataFolder));
            postmaster.Kill();
            await postmaster.WaitForExitAsync(Ct);
        }

        await Eventually.IsTrueAsync(() => log.Has(LogLevel.Critical, "6 times within 60 s"), Ct);
        log.Has(LogLevel.Error, $"starting it again on port {server.Port}").ShouldBeTrue();
        log.Count(LogLevel.Critical).ShouldBe(1);
    }

    [Fact]
    public async Task A_host_killed_together_with_its_postgres_loses_no_commit()
    {
        await using (var host = await HostProcess.StartAsync(Options, Ct))
        {
            await Ledger.WriteAsync(host.Report.ConnectionString, 5, Ct);
            using var postmaster = Process.GetProcessById(Ledger.PostmasterOf(Options.DataFolder));
            await host.KillAsync(Ct);
            postmaster.Kill();
        }

        await using var next = await StartAsync(Options);
        next.Recovered.ShouldBeTrue();
        (await Ledger.CountAsync(next.ConnectionString, Ct)).ShouldBe(5);
    }

    [Fact]
    public async Task A_postgres_that_outlived_its_host_is_ended_and_started_again()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads the command line of the running PostgreSQL from /proc.");
        string[] commandLine;
        await using (var server = await StartAsync(Options))
        {
            await Ledger.WriteAsync(server.ConnectionString, 5, Ct);
            commandLine = (await File.ReadAllTextAsync($"/proc/{Ledger.PostmasterOf(server.DataFolder)}/cmdline", Ct)).TrimEnd('\0').Split('\0');
        }

        string[] words = Environment.IsPrivilegedProcess ? [.. Nobody.Become, .. commandLine] : commandLine;
        using var orphan = Process.Start(new ProcessStartInfo(words[0], words.Skip(1)) { WorkingDirectory = "/" })!;
        await Eventually.IsTrueAsync(
            () => File.Exists(Path.Combine(Options.DataFolder, "postgres/cluster/postmaster.pid")) && Ledger.PostmasterOf(Options.DataFolder) == orphan.Id, Ct);

        await using var next = await StartAsync(Options);

        next.Recovered.ShouldBeTrue();
        await orphan.WaitForExitAsync(Ct);
        (await Ledger.CountAsync(next.ConnectionString, Ct)).ShouldBe(5);
    }

    [Fact]
    public async Task A_stale_process_id_that_some_other_program_has_by_now_does_not_stop_the_start()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux shows which program works in which folder.");
        await using (var server = await StartAsync(Options))
            await Ledger.WriteAsync(server.ConnectionString, 5, Ct);
        await File.WriteAllTextAsync(
            Path.Combine(Options.DataFolder, "postgres/cluster/postmaster.pid"), $"{Environment.ProcessId}\n/elsewhere\n1\n1\n\n\n\nready   \n", Ct);

        await using var next = await StartAsync(Options);

        (await Ledger.CountAsync(next.ConnectionString, Ct)).ShouldBe(5);
    }

    [Fact]
    public async Task The_second_server_on_a_data_folder_is_refused_at_once_and_told_who_has_it()
    {
        await using var host = await HostProcess.StartAsync(Options with { Durable = false }, Ct);
        host.Report.Error.ShouldBeNull();

        var refusal = await Should.ThrowAsync<DataFolderInUseException>(() => StartAsync(Options));

        refusal.ProcessId.ShouldBe(host.Id);
        refusal.Message.ShouldContain($"process {host.Id}");
        refusal.Message.ShouldContain(Options.DataFolder);
        (await Ledger.ExecuteAsync(host.Report.ConnectionString, "SELECT 1", Ct)).ShouldBe(1);
    }

    [Fact]
    public async Task Ctrl_c_in_a_terminal_does_not_reach_postgres()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc.");
        await using var server = await StartAsync(Options with { Durable = false });
        var postmaster = Ledger.PostmasterOf(server.DataFolder);

        // pid (comm) state ppid pgrp session …
        var fields = (await File.ReadAllTextAsync($"/proc/{postmaster}/stat", Ct)).Split(' ');

        fields[5].ShouldBe($"{postmaster}");
        fields[4].ShouldBe($"{postmaster}");
    }

    private static Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions options) =>
        EmbeddedPostgres.StartAsync(options, TimeProvider.System, NullLogger.Instance, Ct);
}
