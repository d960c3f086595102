using System.IO.Compression;
using System.Net;
using ClarityConnect.Workflows.Engine.Plugins;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Plugins;

public sealed class Plugins_that_misbehave_are_reported(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_says_what_is_wrong_and_what_to_do_and_the_server_goes_on_serving()
    {
        await using var server = await PluginServer.StartAsync(postgres);
        server.Drop("Acme.Misbehaving", "throws", folder => Spoilt(folder, "acme.throws", () => Spoil(folder, "throw.txt", "")));
        server.Drop("Acme.Misbehaving", "hangs", folder => Spoilt(folder, "acme.hangs", () => Spoil(folder, "hang.txt", "")));
        server.Drop("Acme.Misbehaving", "huge-manifest", SetHuge);
        server.Drop("Acme.Misbehaving", "broken-manifest", folder => Spoil(folder, "plugin.json", """{"id": "acme.broken", """));
        server.Drop("Acme.Misbehaving", "no-manifest", folder => File.Delete(Path.Combine(folder, "plugin.json")));
        server.Drop("Acme.Misbehaving", "newer-sdk", folder => Spoilt(folder, "acme.newer-sdk", () => Manifest(folder, "\"0.1\"", "\"9.0\"")));
        server.Drop("Acme.Misbehaving", "no-assembly", folder => Spoilt(folder, "acme.no-assembly", () => File.Delete(Path.Combine(folder, "Acme.Misbehaving.dll"))));
        server.Drop("Acme.Misbehaving", "no-such-assembly", folder => Spoilt(folder, "acme.no-such-assembly", () => Spoil(folder, "Acme.Misbehaving.dll", "this is text")));
        server.Drop("Acme.Mailing", "no-dependency", folder => File.Delete(Path.Combine(folder, "Polly.dll")));
        server.Drop("Acme.Points", "not-what-it-says", folder =>
        {
            Manifest(folder, "\"acme.points\",", "\"acme.other\",");
            Manifest(folder, "\"Acme.Points.AddPoints\"", "\"Acme.Points.TakePoints\"");
        });
        Package(server, "evil.nupkg", ("plugin.json", """{"id":"acme.evil"}"""), ("../../outside.txt", "outside"));

        (await Problem(server, "throws")).ShouldBe(
            "Its own code failed while it was loaded: NotSupportedException: boom in the constructor at Acme.Misbehaving.Misbehaves..ctor. Its author has to correct Acme.Misbehaving.dll.");
        (await Problem(server, "hangs")).ShouldStartWith("It did not come to an end of its start within 2 s, so it is left alone: a constructor or initializer of it hangs.");
        (await Problem(server, "huge-manifest")).ShouldBe("huge-manifest: Its plugin.json has 102,400 KiB; a manifest may have 256 KiB. It was not read. Ask the plugin's author for a proper one.");
        (await Problem(server, "broken-manifest")).ShouldStartWith("broken-manifest: Its plugin.json is no JSON: ");
        (await Problem(server, "no-manifest")).ShouldStartWith("no-manifest: There is no plugin.json in it.");
        (await Problem(server, "newer-sdk")).ShouldBe("It was made for a newer Sdk (9.0) than this server has (0.1.0). Update the server, or install an older version of the plugin.");
        (await Problem(server, "no-assembly")).ShouldBe("Its assembly Acme.Misbehaving.dll is not there. Copy the whole folder that the build of the plugin made.");
        (await Problem(server, "no-such-assembly")).ShouldStartWith("Its Acme.Misbehaving.dll is no .NET assembly.");
        (await Problem(server, "no-dependency")).ShouldStartWith("It lacks the assembly Polly 7.0.0.0, which Acme.Mailing.dll needs.");
        (await Problem(server, "not-what-it-says")).ShouldBe(
            "What it adds is not what its plugin.json says: the activity 'Acme.Points.AddPoints' is not named; there is no activity 'Acme.Points.TakePoints'. Correct 'adds', or leave it out.");
        (await Problem(server, "evil.nupkg")).ShouldBe(
            "evil.nupkg: The package names a file outside of its own folder ('../../outside.txt'). Nothing of it was kept. Do not use this package, and ask where it came from.");
        Directory.GetFiles(Path.GetDirectoryName(server.Folder)!, "outside.txt", SearchOption.AllDirectories).ShouldBeEmpty();

        (await server.Plugins.EnableAsync("evil.nupkg", true, Token))!.State.ShouldBe(PluginState.Failed);
        (await server.Plugins.EnableAsync("acme.hangs", true, Token))!.Problem!.ShouldContain("left alone");
        foreach (var id in (string[])["evil.nupkg", "no-manifest", "acme.throws"])
            (await server.Plugins.RemoveAsync(id, Token)).ShouldBeTrue(id);
        File.Exists(Path.Combine(server.Folder, "evil.nupkg")).ShouldBeFalse();
        Directory.Exists(Path.Combine(server.Folder, "throws")).ShouldBeFalse();

        server.Drop("Acme.Points");
        (await server.LoadedAsync("acme.points", "1.0.0")).Activities.Count.ShouldBe(4);
        using var ready = await server.Client.GetAsync("/health/ready", Token);
        ready.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_name_that_is_taken_stays_with_the_plugin_that_has_it()
    {
        await using var server = await PluginServer.StartAsync(postgres, before => before.Drop("Acme.Points"));

        // Its id comes first in the alphabet, and it is a newcomer all the same.
        server.Drop("Acme.Points", "copy", folder => Manifest(folder, "\"acme.points\",", "\"aaa.copy\","));

        (await server.FailedAsync("aaa.copy")).Problem.ShouldBe(
            "The activity 'Acme.Points.AddPoints' is already there from the plugin acme.points 1.0.0. Remove one of the two, or have its author give it another namespace or name.");
        server.Plugins.Find("acme.points")!.State.ShouldBe(PluginState.Loaded);
    }

    [Fact]
    public async Task What_hung_is_not_tried_again_by_itself_and_a_newer_version_that_fails_leaves_the_older_one()
    {
        await using var server = await PluginServer.StartAsync(postgres, before => before.Drop("Acme.Misbehaving", change: folder => Spoil(folder, "hang.txt", "")));
        (await server.FailedAsync("acme.misbehaving")).Problem!.ShouldContain("left alone");

        await using (var again = await PluginServer.StartAsync(postgres, existing: server.Folder))
            (await again.FailedAsync("acme.misbehaving")).Problem!.ShouldContain("left alone");

        server.Drop("Acme.Misbehaving", change: folder => Manifest(folder, "1.0.0", "1.0.1"));
        File.Delete(Path.Combine(server.Folder, "Acme.Misbehaving", "hang.txt"));
        await server.LoadedAsync("acme.misbehaving", "1.0.1");

        server.Drop("Acme.Misbehaving", change: folder =>
        {
            Manifest(folder, "1.0.0", "1.0.2");
            Spoil(folder, "throw.txt", "");
        });
        var plugin = await server.ReachesAsync("acme.misbehaving", plugin => plugin.Problem is not null);
        (plugin.State, plugin.Version).ShouldBe((PluginState.Loaded, "1.0.1"));
        plugin.Problem!.ShouldStartWith("Version 1.0.1 is used. Version 1.0.2: Its own code failed while it was loaded");
    }

    /// <summary>The report of what was dropped under this name.</summary>
    private static async Task<string> Problem(PluginServer server, string source)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (server.Plugins.All.FirstOrDefault(plugin => plugin.Sources.Contains(source)) is { State: PluginState.Failed, Problem: { } problem })
                return problem;
            TimeProvider.System.GetElapsedTime(since).ShouldBeLessThan(TimeSpan.FromSeconds(30), string.Join('\n', server.Plugins.All));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Token);
        }
    }

    private static void Spoil(string folder, string file, string content) => File.WriteAllText(Path.Combine(folder, file), content);

    /// <summary>Gives a plugin an id of its own and spoils it.</summary>
    private static void Spoilt(string folder, string id, Action spoil)
    {
        Manifest(folder, "\"acme.misbehaving\"", $"\"{id}\"");
        spoil();
    }


    private static void Manifest(string folder, string from, string to)
    {
        var file = Path.Combine(folder, "plugin.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace(from, to, StringComparison.Ordinal));
    }

    private static void SetHuge(string folder)
    {
        using var file = File.OpenWrite(Path.Combine(folder, "plugin.json"));
        file.SetLength(100 * 1024 * 1024);
    }

    private static void Package(PluginServer server, string name, params (string Name, string Content)[] entries)
    {
        Directory.CreateDirectory(server.Folder);
        using var zip = ZipFile.Open(Path.Combine(server.Folder, name), ZipArchiveMode.Create);
        foreach (var (entry, content) in entries)
        {
            using var writer = new StreamWriter(zip.CreateEntry(entry).Open());
            writer.Write(content);
        }
    }
}
