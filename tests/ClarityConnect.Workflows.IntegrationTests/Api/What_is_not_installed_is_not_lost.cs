using System.Net;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Api;

[Collection(typeof(ServerTests))]
public sealed class What_is_not_installed_is_not_lost(RunningServer server)
{
    private const string Definitions = "/elsa/api/workflow-definitions";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>An unknown activity in each place that an activity can stand in; none has an id of a node, a name, or metadata that the server would add.</summary>
    private static JsonObject Nested() => JsonNode.Parse(
        """
        {"definitionId":"ID","name":"Nested ID","root":{"id":"flow","type":"Elsa.Flowchart","version":1,"activities":[
          {"id":"if","type":"Elsa.If","version":1,"then":{"id":"u1","type":"Acme.Then","version":4,"odd":{"a":[1,2.50,null]}},
           "else":{"id":"inner","type":"Elsa.Flowchart","activities":[{"id":"u2","type":"Acme.Else","name":"Named","metadata":{"designer":{"position":{"x":1.5,"y":2}},"kept":true}},{"id":"w2","type":"Elsa.WriteLine"}],
                   "connections":[{"source":{"activity":"u2","port":"Yes"},"target":{"activity":"w2"}}]}},
          {"id":"sw","type":"Elsa.Switch","version":1,"cases":[{"label":"One","condition":{"type":"JavaScript","value":"true"},"activity":{"id":"u3","type":"Acme.Case"}}],"default":{"id":"u4","type":"Acme.Default"}},
          {"id":"sm","type":"Elsa.StateMachine","version":1,"initialState":"A","states":[{"name":"A","entry":{"id":"u5","type":"Acme.Entry"},"exit":null},{"name":"B"}],
           "transitions":[{"name":"T","from":"A","to":"B","trigger":{"id":"u6","type":"Acme.Trigger"},"action":{"id":"u7","type":"Acme.Action"}}]},
          {"id":"u8","type":"Acme.Box","version":2,"body":{"id":"deep","type":"Elsa.Sequence","activities":[{"id":"u9","type":"Acme.Deep"}]},"customProperties":{"canStartWorkflow":true}},
          {"id":"w1","type":"Elsa.WriteLine","version":1}
        ],"connections":[
          {"source":{"activity":"u8","port":"First"},"target":{"activity":"if","port":"In"},"vertices":[{"x":1,"y":2}]},
          {"source":{"activity":"if","port":"Done"},"target":{"activity":"sw","port":"In"},"vertices":[]},
          {"source":{"activity":"u8","port":"Second"},"target":{"activity":"sm"},"label":"odd"},
          {"source":{"activity":"sw","port":"Done"},"target":{"activity":"u8","port":"In"},"vertices":[]}
        ]}}
        """)!.AsObject();

    [Fact]
    public async Task Nested_stand_ins_become_their_originals_again()
    {
        using var client = await server.ClientAsync();
        var drawing = Drawing("nested-unknown");
        var shown = await client.PostJsonAsync($"{Definitions}/import", drawing);
        await EachIsKnownAsync(client, shown["root"]!);
        var standIns = Activities(shown["root"]!).Where(activity => Text(activity, "type") == "Elsa.NotFoundActivity").ToList();
        standIns.Select(standIn => $"{Text(standIn, "id")} {Text(standIn, "missingTypeName")}").Order().ShouldBe(
            ["u1 Acme.Then", "u2 Acme.Else", "u3 Acme.Case", "u4 Acme.Default", "u5 Acme.Entry", "u6 Acme.Trigger", "u7 Acme.Action", "u8 Acme.Box"]);
        standIns.Select(standIn => Text(standIn, "nodeId")).ShouldBeUnique();
        standIns.Single(standIn => Text(standIn, "id") == "u2")["nodeId"]!.GetValue<string>().ShouldBe("Workflow1:flow:if:inner:u2");
        shown["root"]!["customProperties"]!["notFoundConnections"]!.AsArray().Count.ShouldBe(2);

        await client.PostJsonAsync(Definitions, new JsonObject { ["model"] = shown.DeepClone(), ["publish"] = false });

        var exported = await ExportAsync(client, "nested-unknown");
        foreach (var original in Activities(drawing["root"]!).Where(activity => Text(activity, "type")!.StartsWith("Acme.", StringComparison.Ordinal)))
        {
            var back = Activities(exported["root"]!).Single(activity => Text(activity, "id") == Text(original, "id"));
            JsonNode.DeepEquals(back, original).ShouldBeTrue($"{original.ToJsonString()}\n{back.ToJsonString()}");
        }

        exported["root"]!["connections"]!.AsArray().Select(connection => $"{connection!["source"]!["activity"]} {connection["source"]!["port"]} {connection["target"]!["activity"]}")
            .ShouldBe(["u8 First if", "if Done sw", "u8 Second sm", "sw Done u8"]);
        JsonNode.DeepEquals(exported["root"]!["connections"]![2], drawing["root"]!["connections"]![2]).ShouldBeTrue();
        var again = await client.GetJsonAsync($"{Definitions}/by-definition-id/nested-unknown");
        again["root"]!["customProperties"]!["notFoundConnections"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_stand_in_that_is_moved_and_renamed_takes_the_original_along()
    {
        using var client = await server.ClientAsync();
        var shown = await client.PostJsonAsync($"{Definitions}/import", Drawing("moved-unknown"));
        var box = Activities(shown["root"]!).Single(activity => Text(activity, "id") == "u8");
        box["name"] = "Box2";
        box["metadata"]!["designer"] = JsonNode.Parse("""{"position":{"x":7,"y":8}}""");
        await client.PostJsonAsync(Definitions, new JsonObject { ["model"] = shown.DeepClone() });

        var back = Activities((await ExportAsync(client, "moved-unknown"))["root"]!).Single(activity => Text(activity, "id") == "u8");
        Text(back, "type").ShouldBe("Acme.Box");
        Text(back, "name").ShouldBe("Box2");
        back["metadata"]!.ToJsonString().ShouldBe("""{"designer":{"position":{"x":7,"y":8}}}""");
    }

    [Fact]
    public async Task A_save_from_a_blank_canvas_is_refused()
    {
        using var client = await server.ClientAsync();
        var shown = await client.PostJsonAsync($"{Definitions}/import", Drawing("blank-canvas"));
        var blank = (JsonObject)shown.DeepClone();
        blank["root"]!["activities"] = new JsonArray(Drawings.WriteLine("dropped", "x"));
        blank["root"]!["connections"] = new JsonArray();

        using (var refused = await client.PostTextAsync(Definitions, new JsonObject { ["model"] = blank.DeepClone() }.ToJsonString()))
        {
            var message = (await refused.JsonOfAsync(HttpStatusCode.BadRequest))["errors"]!["generalErrors"]![0]!.GetValue<string>();
            message.ShouldContain("Acme.Box");
            message.ShouldContain("reload the page");
        }

        (await ExportAsync(client, "blank-canvas")).ToJsonString().ShouldContain("Acme.Box");

        // Deleting them on purpose goes step by step.
        shown["root"]!["activities"]!.AsArray().Add((JsonNode)Drawings.WriteLine("stays", "x"));
        var withOneMore = (await client.PostJsonAsync(Definitions, new JsonObject { ["model"] = shown.DeepClone() }))["workflowDefinition"]!.DeepClone();
        withOneMore["root"]!["activities"] = new JsonArray(Drawings.WriteLine("stays", "x"));
        withOneMore["root"]!["connections"] = new JsonArray();
        await client.PostJsonAsync(Definitions, new JsonObject { ["model"] = withOneMore });

        // A program that brings no mark means what it sends.
        await client.PostJsonAsync($"{Definitions}/import", Drawing("blank-canvas"));
        await client.PostJsonAsync(Definitions, new JsonObject { ["model"] = Drawings.Flowchart("blank-canvas", Drawings.WriteLine("only", "x")) });
    }

    [Fact]
    public async Task A_canvas_of_known_activities_may_be_emptied()
    {
        using var client = await server.ClientAsync();
        var shown = await client.PostJsonAsync($"{Definitions}/import", Drawings.Flowchart("emptied", Drawings.WriteLine("a", "x")));
        shown["root"]!["activities"] = new JsonArray();
        var saved = await client.PostJsonAsync(Definitions, new JsonObject { ["model"] = shown.DeepClone() });
        saved["workflowDefinition"]!["root"]!["activities"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_read_only_workflow_is_shown_so_and_not_saved()
    {
        using var client = await server.ClientAsync();
        var drawing = Drawings.Flowchart("read-only-file", Drawings.WriteLine("a", "x"));
        drawing["isReadonly"] = true;
        var shown = await client.PostJsonAsync($"{Definitions}/import", drawing);
        shown["links"]!.AsArray().ShouldNotContain(link => Text(link!, "rel") == "publish");
        using var refused = await client.PostTextAsync(Definitions, new JsonObject { ["model"] = shown.DeepClone() }.ToJsonString());
        (await refused.JsonOfAsync(HttpStatusCode.BadRequest))["message"]!.GetValue<string>().ShouldContain("read-only");
    }

    private static JsonObject Drawing(string id) => JsonNode.Parse(Nested().ToJsonString().Replace("ID", id, StringComparison.Ordinal))!.AsObject();

    private static async Task EachIsKnownAsync(HttpClient client, JsonNode root)
    {
        var known = (await client.GetJsonAsync("/elsa/api/descriptors/activities"))["items"]!.AsArray().Select(item => $"{item!["typeName"]} {item["version"]}").ToHashSet();
        foreach (var activity in Activities(root))
            known.ShouldContain($"{activity["type"]} {activity["version"]}");
    }

    private static async Task<JsonObject> ExportAsync(HttpClient client, string id)
    {
        using var response = await client.GetAsync($"{Definitions}/{id}/export?versionOptions=Latest", Token);
        return await response.JsonOfAsync();
    }

    private static IEnumerable<JsonObject> Activities(JsonNode? json) => json switch
    {
        JsonObject member => (Text(member, "type") is not null && Text(member, "id") is not null ? [member] : Enumerable.Empty<JsonObject>()).Concat(member.SelectMany(inner => Activities(inner.Value))),
        JsonArray list => list.SelectMany(Activities),
        _ => [],
    };

    private static string? Text(JsonNode json, string name) => json is JsonObject member && member[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
