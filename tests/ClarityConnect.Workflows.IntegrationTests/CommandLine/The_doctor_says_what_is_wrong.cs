using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.IntegrationTests.Plugins;
using ClarityConnect.Workflows.Persistence.Embedded;
using ClarityConnect.Workflows.Server.CommandLine.Doctor;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.CommandLine;

public sealed class The_doctor_says_what_is_wrong(PostgresFixture postgres) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_server_that_can_start_is_fine_as_the_program_says()
    {
        Copy("Acme.Points");
        var info = new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "ClarityConnect.Workflows.Server"),
            ["doctor", "--json", "--data", folder.Path, "--urls", "http://127.0.0.1:0", "--Database:ConnectionString", await postgres.CreateDatabaseAsync()])
        { RedirectStandardOutput = true };
        using var process = Process.Start(info)!;
        var text = await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);

        process.ExitCode.ShouldBe(0, text);
        var checks = JsonNode.Parse(text)!.AsArray().ToDictionary(check => check!["check"]!.GetValue<string>(), check => $"{check!["outcome"]}: {check["messages"]![0]}");
        checks[".NET"].ShouldStartWith("Fine: .NET 10.");
        checks["Node.js"].ShouldStartWith("Fine: Node.js ");
        checks["JavaScript"].ShouldStartWith("Fine: A script runner answers after ");
        checks["Data folder"].ShouldBe($"Fine: '{folder.Path}' can be written.");
        checks["Database"].ShouldMatch("^Fine: PostgreSQL .* answers\\.$");
        checks["Plugins"].ShouldBe($"Fine: 1 can be used, 0 are switched off, in '{Path.Combine(folder.Path, "plugins")}'.");
        checks.ShouldContainKey("Free disk");
        Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).ShouldBe(["plugins"]);
        Directory.GetFileSystemEntries(Path.Combine(folder.Path, "plugins")).Select(Path.GetFileName).ShouldBe(["Acme.Points"]);
    }

    [Fact]
    public async Task Each_problem_says_what_to_do()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await File.WriteAllTextAsync(Path.Combine(Copy("Acme.Misbehaving"), "throw.txt"), "", Token);
        Directory.CreateDirectory(Path.Combine(folder.Path, "plugins", "no-manifest"));
        var off = Copy("Acme.Points");
        Directory.CreateDirectory(Path.Combine(folder.Path, "plugins", ".installed", "acme.points"));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "plugins", ".installed", "acme.points", "disabled"), "", Token);
        File.Delete(Path.Combine(off, "Acme.Points.dll"));

        var run = await RunAsync("--urls", $"http://127.0.0.1:{port}", "--JavaScript:NodePath", "no-such-node", "--Database:ConnectionString", "Host=127.0.0.1;Port=1;Username=me;Password=planted-secret");

        run.Code.ShouldBe(1);
        run.Text.ShouldContain("Node.js was not found as 'no-such-node'");
        run.Text.ShouldMatch("Problem +Database\n +The database does not answer: .*Check Database:ConnectionString\\.");
        run.Text.ShouldMatch($"Problem +Port of http://127.0.0.1:{port}\n +Another program listens on port {port}\\. Stop it, or choose another address");
        run.Text.ShouldMatch("Problem +Plugin acme.misbehaving\n +Its own code failed while it was loaded");
        run.Text.ShouldMatch("Problem +Plugin no-manifest\n +no-manifest: There is no plugin.json in it\\.");
        run.Text.ShouldNotContain("acme.points");
        run.Text.ShouldNotContain("planted-secret");
        (await RunAsync("--Database:ConnectionString", "Password=planted-secret;nonsense")).ShouldSatisfyAllConditions(
            wrong => wrong.Code.ShouldBe(1), wrong => wrong.Text.ShouldContain("is no connection string of PostgreSql"), wrong => wrong.Text.ShouldNotContain("planted-secret"));
        (await RunAsync("--urls")).ShouldBe(new CommandResult(2, "The option --urls needs a value.\n"));
    }

    [Fact]
    public async Task The_embedded_database_is_tried_and_a_data_folder_without_one_stays_empty()
    {
        var run = await RunAsync("--urls", "http://127.0.0.1:0");

        run.Code.ShouldBe(0, run.Text);
        run.Text.ShouldContain("An embedded PostgreSQL can be made and answers");
        Directory.GetFileSystemEntries(folder.Path).ShouldBeEmpty();

        var wrong = await RunAsync("--urls", "http://127.0.0.1:0", "--Database:BinariesFolder", "/nowhere");
        wrong.Code.ShouldBe(1);
        wrong.Text.ShouldContain("Database:BinariesFolder names '/nowhere', which has no bin/postgres.");
    }

    [Fact]
    public async Task A_database_that_is_there_is_started_unless_a_server_has_it()
    {
        var options = new EmbeddedPostgresOptions { DataFolder = folder.Path, Durable = false };
        await using (await EmbeddedPostgres.StartAsync(options, TimeProvider.System, NullLogger.Instance, Token))
        {
            var running = await RunAsync("--urls", "http://127.0.0.1:0");
            running.Code.ShouldBe(0, running.Text);
            running.Text.ShouldContain($"'{folder.Path}' can be written; a server has it at the moment.");
            running.Text.ShouldContain("The embedded PostgreSQL belongs to the server that runs");
        }

        (await RunAsync("--urls", "http://127.0.0.1:0")).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(0), run => run.Text.ShouldContain("The embedded PostgreSQL starts and answers (PostgreSQL "));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "postgres.password"), "another", Token);
        (await RunAsync("--urls", "http://127.0.0.1:0")).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(1), run => run.Text.ShouldContain("does not accept the password in postgres.password"));
    }

    private Task<CommandResult> RunAsync(params string[] options) => CommandResult.OfAsync(DoctorCommand.RunAsync, ["--data", folder.Path, .. options]);

    private string Copy(string plugin)
    {
        var target = folder.Make("plugins", plugin);
        foreach (var file in Directory.GetFiles(PluginServer.Built(plugin)))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        return target;
    }
}
