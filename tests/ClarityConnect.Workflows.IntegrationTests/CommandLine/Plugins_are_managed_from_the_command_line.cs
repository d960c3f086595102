using System.IO.Compression;
using ClarityConnect.Workflows.IntegrationTests.Plugins;
using ClarityConnect.Workflows.Server.CommandLine.Plugins;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.CommandLine;

public sealed class Plugins_are_managed_from_the_command_line(PostgresFixture postgres) : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_folder_and_a_package_are_installed_switched_off_and_on_and_removed()
    {
        await using var server = await PluginServer.StartAsync(postgres);
        Task<CommandResult> Run(string verb, params string[] options) =>
            CommandResult.OfAsync(server.Client, (all, output) => PluginCommand.RunAsync(verb, all, output), options);

        var installed = await Run("install", PluginServer.Built("Acme.Points"));
        installed.Code.ShouldBe(0, installed.Text);
        installed.Text.ShouldStartWith("Loaded       acme.points 1.0.0");
        installed.Text.ShouldContain("(Acme.Points.AddPoints, version 1)");
        installed.Text.ShouldContain("(acme.points)");
        installed.Text.ShouldContain("May call: 127.0.0.1, *.acme.example");
        (await server.DescriptorsAsync("Acme.Points.AddPoints")).ShouldHaveSingleItem();

        var off = await Run("disable", "acme.points");
        (off.Code, off.Text.Trim()).ShouldBe((0, "Disabled     acme.points 1.0.0\n             May call: 127.0.0.1, *.acme.example"));
        (await server.DescriptorsAsync("Acme.Points.AddPoints")).ShouldBeEmpty();
        (await Run("enable", "acme.points")).Text.ShouldStartWith("Loaded       acme.points 1.0.0");

        var upgraded = await Run("install", Package("Acme.Points.Next"), "--json");
        upgraded.Code.ShouldBe(0, upgraded.Text);
        var report = upgraded.Reports.ShouldHaveSingleItem();
        report["plugin"]!.GetValue<string>().ShouldBe("acme.points 2.0.0");
        report["outcome"]!.GetValue<string>().ShouldBe("Loaded");
        report["failed"]!.GetValue<bool>().ShouldBeFalse();
        report["olderVersions"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe("1.0.0");
        (await Run("list", "--json")).Reports.ShouldHaveSingleItem()["version"]!.GetValue<string>().ShouldBe("2.0.0");

        (await Run("remove", "acme.points")).ShouldBe(new CommandResult(0, "Removed      acme.points\n"));
        (await Run("list")).ShouldBe(new CommandResult(0, ""));
        var again = await Run("remove", "acme.points");
        (again.Code, again.Text).ShouldBe((1, "Refused      acme.points\n             There is no plugin 'acme.points'.\n"));
    }

    [Fact]
    public async Task What_cannot_be_used_is_refused_or_reported_and_is_a_failure()
    {
        await using var server = await PluginServer.StartAsync(postgres);
        Task<CommandResult> Run(string verb, params string[] options) =>
            CommandResult.OfAsync(server.Client, (all, output) => PluginCommand.RunAsync(verb, all, output), options);
        var none = folder.Make("none");
        var throws = Copy("Acme.Misbehaving", "throws");
        await File.WriteAllTextAsync(Path.Combine(throws, "throw.txt"), "", TestContext.Current.CancellationToken);

        (await Run("install", none)).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(1), run => run.Text.ShouldContain("There is no plugin.json in it."));
        (await Run("install", throws)).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(1), run => run.Text.ShouldStartWith("Failed       acme.misbehaving 1.0.0"), run => run.Text.ShouldContain("boom in the constructor"));
        (await Run("list")).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(0), run => run.Text.ShouldContain("boom in the constructor"));

        (await Run("install")).ShouldBe(new CommandResult(2, "Give at least one folder or .nupkg.\n"));
        (await Run("install", Path.Combine(folder.Path, "nowhere"))).Code.ShouldBe(2);
        (await Run("list", "acme.points")).Code.ShouldBe(2);
        (await Run("list", "--oops")).ShouldBe(new CommandResult(2, "There is no option '--oops'. There are --url, --api-key, --json.\n"));
        (await Run("list", "--api-key", "wrong")).Code.ShouldBe(3);
        (await Run("list", "--url", "http://127.0.0.1:1")).Code.ShouldBe(3);
    }

    [Fact]
    public async Task Links_are_not_followed_into_a_package()
    {
        var linked = Copy("Acme.Points", "linked");
        var secret = Path.Combine(folder.Path, "secret.txt");
        await File.WriteAllTextAsync(secret, "mine", TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(Path.Combine(linked, "notes.txt"), secret);

        var run = await CommandResult.OfAsync((all, output) => PluginCommand.RunAsync("install", all, output), linked, "--url", "http://127.0.0.1:1");

        run.ShouldBe(new CommandResult(1, $"Refused      {linked}\n             'notes.txt' is a link, which is not followed. Put the file itself there.\n"));
    }

    [Fact]
    public async Task A_plugin_is_validated_without_a_server()
    {
        var good = await ValidateAsync(PluginServer.Built("Acme.Points"), Package("Acme.Points.Next"));
        good.Code.ShouldBe(0, good.Text);
        good.Text.ShouldStartWith("Valid        acme.points 1.0.0");
        good.Text.ShouldContain("Valid        acme.points 2.0.0");
        good.Text.ShouldContain("(Acme.Points.AwaitApproval, version 1)");

        var throws = Copy("Acme.Misbehaving", "throws");
        await File.WriteAllTextAsync(Path.Combine(throws, "throw.txt"), "", TestContext.Current.CancellationToken);
        var bare = Copy("Acme.Mailing", "bare");
        File.Delete(Path.Combine(bare, "Polly.dll"));
        var empty = folder.Make("empty");
        var text = Path.Combine(folder.Path, "text.nupkg");
        await File.WriteAllTextAsync(text, "this is no package", TestContext.Current.CancellationToken);
        var bad = await ValidateAsync("--json", throws, bare, empty, text);
        bad.Code.ShouldBe(1);
        bad.Reports.Select(report => $"{report["plugin"]}: {report["outcome"]}").ShouldBe(
            ["acme.misbehaving 1.0.0: Invalid", "acme.mailing 1.0.0: Invalid", "empty: Invalid", "text.nupkg: Invalid"]);
        var problems = bad.Reports.Select(report => report["problem"]!.GetValue<string>()).ToList();
        problems[0].ShouldBe("Its own code failed while it was loaded: NotSupportedException: boom in the constructor at Acme.Misbehaving.Misbehaves..ctor. Its author has to correct Acme.Misbehaving.dll.");
        problems[1].ShouldStartWith("It lacks the assembly Polly 7.0.0.0, which Acme.Mailing.dll needs.");
        problems[2].ShouldStartWith("empty: There is no plugin.json in it.");
        problems[3].ShouldStartWith("text.nupkg: It is no package");

        (await ValidateAsync()).Code.ShouldBe(2);
        (await ValidateAsync(Path.Combine(folder.Path, "nowhere"))).Code.ShouldBe(2);
    }

    private static Task<CommandResult> ValidateAsync(params string[] options) =>
        CommandResult.OfAsync((all, output) => PluginCommand.RunAsync("validate", all, output), options);

    private string Copy(string plugin, string name)
    {
        var target = folder.Make(name);
        foreach (var file in Directory.GetFiles(PluginServer.Built(plugin)))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        return target;
    }

    private string Package(string plugin)
    {
        var path = Path.Combine(folder.Path, $"{plugin}.nupkg");
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var file in Directory.GetFiles(PluginServer.Built(plugin)))
            zip.CreateEntryFromFile(file, $"lib/net10.0/{Path.GetFileName(file)}");
        return path;
    }
}
