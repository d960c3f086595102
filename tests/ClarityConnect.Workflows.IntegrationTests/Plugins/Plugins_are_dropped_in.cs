using System.Reflection;
using System.Runtime.Loader;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Plugins;
using ClarityConnect.Workflows.IntegrationTests.Api;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Plugins;

public sealed class Plugins_are_dropped_in(PostgresFixture postgres)
{
    [Fact]
    public async Task A_dropped_folder_is_in_the_toolbox_without_a_restart_and_runs()
    {
        await using var server = await PluginServer.StartAsync(postgres);
        (await server.DescriptorsAsync("Acme.Points.AddPoints")).ShouldBeEmpty();

        var dropped = server.Drop("Acme.Points");
        var plugin = await server.LoadedAsync("acme.points", "1.0.0");

        plugin.Name.ShouldBe("Acme Points");
        plugin.Problem.ShouldBeNull();
        plugin.Activities.Select(activity => $"{activity.TypeName} {activity.Version} {activity.DisplayName}").ShouldBe(
            ["Acme.Points.AddPoints 1 Add points", "Acme.Points.AskProgram 1 Ask program", "Acme.Points.AwaitApproval 1 Await approval", "Acme.Points.WithBonus 1 With bonus"]);
        plugin.ConnectionTypes.ShouldBe([new PluginConnectionType("acme.points", "Acme Points")]);
        plugin.Hosts.ShouldBe(["127.0.0.1", "*.acme.example"]);
        var descriptor = (await server.DescriptorsAsync("Acme.Points.AddPoints")).ShouldHaveSingleItem();
        descriptor["displayName"]!.GetValue<string>().ShouldBe("Add points");
        descriptor["category"]!.GetValue<string>().ShouldBe("Acme Points");

        // What was dropped may go while the code runs from the server's own copy.
        File.WriteAllText(Path.Combine(dropped, "Acme.Points.pdb"), "overwritten");
        await server.Client.PublishAsync(Drawings.Flowchart("points", Drawings.Activity("add", "Acme.Points.AddPoints", ("amount", "JavaScript", "20 + 1"))));
        var (id, subStatus) = await server.RunAsync("points");

        subStatus.ShouldBe("Finished");
        (await server.OutputsAsync(id, "add"))["Result"]!.GetValue<int>().ShouldBe(21);
        (await server.OutputsAsync(id, "add"))["By"]!.GetValue<string>().ShouldBe("version 1");
    }

    [Fact]
    public async Task What_lies_there_at_the_start_is_loaded_before_anything_runs()
    {
        await using var server = await PluginServer.StartAsync(postgres, before => before.Drop("Acme.Points"));

        server.Plugins.All.ShouldHaveSingleItem().State.ShouldBe(PluginState.Loaded);
        (await server.DescriptorsAsync("Acme.Points.AddPoints")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_plugin_has_its_dependencies_in_its_own_version()
    {
        await using var server = await PluginServer.StartAsync(postgres, before => before.Drop("Acme.Mailing"));
        await server.Client.PublishAsync(Drawings.Flowchart("mail", Drawings.Activity("say", "Acme.Mailing.SayDependency")));

        var (id, _) = await server.RunAsync("mail");

        (await server.OutputsAsync(id, "say"))["Result"]!.GetValue<string>().ShouldBe("3 tries with version 7.0.0.0");
        AssemblyLoadContext.Default.LoadFromAssemblyName(new AssemblyName("Polly")).GetName().Version!.Major.ShouldBe(8);
    }

    [Fact]
    public async Task The_connection_of_a_plugin_is_offered_stored_and_reaches_only_the_hosts_that_it_names()
    {
        await using var program = await PointsProgram.StartAsync();
        await using var server = await PluginServer.StartAsync(postgres, before => before.Drop("Acme.Points"));
        await SaveAsync(server, "points", program.Address);
        await SaveAsync(server, "elsewhere", new Uri(program.Address.ToString().Replace("127.0.0.1", "localhost", StringComparison.Ordinal)));

        var input = (await server.DescriptorsAsync("Acme.Points.AskProgram")).ShouldHaveSingleItem()["inputs"]!.AsArray().Single(input => input!["name"]!.GetValue<string>() == "Connection")!;
        input["uiSpecifications"]!["dropdown"]!["selectList"]!["items"]!.AsArray().Select(item => item!["value"]!.GetValue<string>()).ShouldBe(["elsewhere", "points"], ignoreOrder: true);
        (await AskAsync(server, "points")).ShouldBe("asked for 4711");
        (await AskAsync(server, "elsewhere")).ShouldBe(
            "The plugin Acme Points (acme.points 1.0.0) may not call 'localhost', as connection 'elsewhere' would have it: its plugin.json names 127.0.0.1, *.acme.example. Correct the address in the connection, or ask the plugin's author to name the host.");
    }

    [Fact]
    public async Task A_plugin_uses_the_connections_of_others_only_if_it_names_their_type()
    {
        using var files = new TemporaryFolder();
        await using var server = await PluginServer.StartAsync(postgres, before => before.Drop("Acme.Points"));
        await SaveAsync(server, "files", "folder", new JsonObject { ["folder"] = files.Path });

        (await AskAsync(server, "files")).ShouldBe(
            "The plugin Acme Points (acme.points 1.0.0) may not use connection 'files': its plugin.json does not name the connection type 'folder'. Choose another connection, or ask the plugin's author to name the type.");

        server.Drop("Acme.Points.Next", "Acme.Points", staged => Name(staged, "folder"));
        (await server.LoadedAsync("acme.points", "2.0.0")).Connections.ShouldBe(["folder"]);
        (await AskAsync(server, "files")).ShouldBe("Connection 'files' is a Folder for files connection, which this activity cannot use. Choose another connection.");
    }

    private static void Name(string folder, string connectionType)
    {
        var file = Path.Combine(folder, PluginManifest.FileName);
        var manifest = JsonNode.Parse(File.ReadAllText(file))!;
        manifest["reach"]!["connections"] = new JsonArray(connectionType);
        File.WriteAllText(file, manifest.ToJsonString());
    }

    private static Task SaveAsync(PluginServer server, string name, Uri address) =>
        SaveAsync(server, name, "acme.points", new JsonObject { ["address"] = address.ToString(), ["allowPrivateAddresses"] = true });

    private static async Task SaveAsync(PluginServer server, string name, string type, JsonObject fields)
    {
        using var saved = await server.Client.PutAsync(
            $"/api/v1/connections/{name}",
            new StringContent(new JsonObject { ["type"] = type, ["fields"] = fields }.ToJsonString(), System.Text.Encoding.UTF8, "application/json"),
            TestContext.Current.CancellationToken);
        saved.IsSuccessStatusCode.ShouldBeTrue(await saved.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>What the program answered, or why it was not asked.</summary>
    private static async Task<string> AskAsync(PluginServer server, string connection)
    {
        await server.Client.PublishAsync(Drawings.Flowchart(
            $"ask-{connection}", Drawings.Activity("ask", "Acme.Points.AskProgram", ("connection", "JavaScript", $"'{connection}'"), ("question", "Literal", "4711"))));
        var (id, subStatus) = await server.RunAsync($"ask-{connection}");
        if (subStatus == "Finished")
            return (await server.OutputsAsync(id, "ask"))["Result"]!.GetValue<string>();
        var state = await server.Client.GetJsonAsync($"/elsa/api/workflow-instances/{id}");
        return state["workflowState"]!["incidents"]![0]!["message"]!.GetValue<string>();
    }
}
