using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Plugins;
using ClarityConnect.Workflows.IntegrationTests.Api;
using ClarityConnect.Workflows.Persistence.Audit;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Plugins;

public sealed class Administrators_manage_plugins(PostgresFixture postgres)
{
    private const string Address = "/api/v1/plugins";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_package_is_installed_switched_off_and_on_and_removed_by_the_api()
    {
        await using var server = await PluginServer.StartAsync(postgres);
        (await ListAsync(server)).ShouldBeEmpty();

        using var installed = await server.Client.PostAsync(Address, Package("Acme.Points"), Token);
        var plugin = await installed.JsonOfAsync(HttpStatusCode.Created);
        installed.Headers.Location!.ToString().ShouldBe($"{Address}/acme.points");
        plugin["state"]!.GetValue<string>().ShouldBe("Loaded");
        plugin["sources"]!.AsArray().Select(source => source!.GetValue<string>()).ShouldBe(["acme.points.1.0.0.nupkg"]);
        plugin["activities"]!.AsArray().Select(activity => activity!["typeName"]!.GetValue<string>()).ShouldContain("Acme.Points.AddPoints");
        (await server.DescriptorsAsync("Acme.Points.AddPoints")).ShouldHaveSingleItem();

        (await server.Client.PostJsonAsync($"{Address}/acme.points/disable"))["state"]!.GetValue<string>().ShouldBe("Disabled");
        (await server.DescriptorsAsync("Acme.Points.AddPoints")).ShouldBeEmpty();
        (await server.Client.PostJsonAsync($"{Address}/acme.points/enable"))["state"]!.GetValue<string>().ShouldBe("Loaded");
        (await server.Client.GetJsonAsync($"{Address}/acme.points"))["hosts"]!.AsArray().Count.ShouldBe(2);

        using var newer = await server.Client.PostAsync(Address, Package("Acme.Points.Next"), Token);
        plugin = await newer.JsonOfAsync(HttpStatusCode.Created);
        plugin["version"]!.GetValue<string>().ShouldBe("2.0.0");
        plugin["olderVersions"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe("1.0.0");

        using var removed = await server.Client.DeleteAsync($"{Address}/acme.points", Token);
        removed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await ListAsync(server)).ShouldBeEmpty();
        Directory.GetFiles(server.Folder, "*.dll", SearchOption.AllDirectories).ShouldBeEmpty();
        using var again = await server.Client.DeleteAsync($"{Address}/acme.points", Token);
        again.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var audit = await server.Services.GetRequiredService<AuditLog>().ListAsync(null, 100, Token);
        audit.Where(entry => entry.Action.StartsWith("plugin.", StringComparison.Ordinal)).Select(entry => $"{entry.Action} {entry.Subject}").Order().ShouldBe(
            ["plugin.disabled acme.points", "plugin.enabled acme.points", "plugin.installed acme.points 1.0.0", "plugin.installed acme.points 2.0.0", "plugin.removed acme.points"]);
    }

    [Fact]
    public async Task What_is_no_plugin_is_refused_and_leaves_nothing_behind()
    {
        await using var server = await PluginServer.StartAsync(postgres);

        using var text = await server.Client.PostTextAsync(Address, "this is no package");
        (await text.JsonOfAsync(HttpStatusCode.BadRequest))["detail"]!.GetValue<string>().ShouldStartWith("It is no package");
        using var evil = await server.Client.PostAsync(Address, Zip(("plugin.json", "{}"), ("..\\..\\outside.txt", "")), Token);
        (await evil.JsonOfAsync(HttpStatusCode.BadRequest))["detail"]!.GetValue<string>().ShouldContain("outside of its own folder");

        (await ListAsync(server)).ShouldBeEmpty();
        Directory.GetFiles(server.Folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_switched_off_plugin_lets_its_runs_wait_and_stays_off_over_a_restart()
    {
        await using var server = await PluginServer.StartAsync(postgres, before => before.Drop("Acme.Points"));
        await server.Client.PublishAsync(Drawings.Flowchart("off", Drawings.Activity("add", "Acme.Points.AddPoints", ("amount", "Literal", "7"))));
        await server.Client.PostJsonAsync($"{Address}/acme.points/disable");
        var (id, subStatus) = await server.RunAsync("off");
        subStatus.ShouldBe("Suspended");
        (await server.IncidentAsync(id)).ShouldContain("acme.points 1.0.0");

        await using (var restarted = await PluginServer.StartAsync(postgres, existing: server.Folder))
            restarted.Plugins.Find("acme.points")!.State.ShouldBe(PluginState.Disabled);

        await server.Client.PostJsonAsync($"{Address}/acme.points/enable");
        (await server.Client.FinishedAsync(id))["subStatus"]!.GetValue<string>().ShouldBe("Finished");
        (await server.OutputsAsync(id, "add"))["Result"]!.GetValue<int>().ShouldBe(7);
    }

    private static async Task<JsonArray> ListAsync(PluginServer server) =>
        JsonNode.Parse(await server.Client.GetStringAsync(Address, Token))!.AsArray();

    private static ByteArrayContent Package(string plugin)
    {
        var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in Directory.GetFiles(PluginServer.Built(plugin)))
                zip.CreateEntryFromFile(file, $"lib/net10.0/{Path.GetFileName(file)}");
        }

        return new ByteArrayContent(buffer.ToArray());
    }

    private static ByteArrayContent Zip(params (string Name, string Content)[] entries)
    {
        var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(content);
            }
        }

        return new ByteArrayContent(buffer.ToArray());
    }
}
