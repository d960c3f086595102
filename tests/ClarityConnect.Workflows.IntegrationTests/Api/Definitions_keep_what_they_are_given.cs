using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Api;

[Collection(typeof(ServerTests))]
public sealed class Definitions_keep_what_they_are_given(RunningServer server)
{
    private const string Definitions = "/elsa/api/workflow-definitions";

    [Fact]
    public async Task Saving_as_the_designer_does_fills_in_what_is_missing()
    {
        using var client = await server.ClientAsync();
        var saved = await client.PostJsonAsync(Definitions, JsonNode.Parse(
            """
            {"model":{"definitionId":null,"name":"Fresh","description":null,"toolVersion":"3.8.0.0","variables":null,"inputs":null,"outputs":null,"outcomes":null,
            "customProperties":null,"isReadonly":false,"options":null,"root":{"id":"e7c98023d4c41bee","type":"Elsa.Flowchart","version":1,"name":"Flowchart1"},
            "links":null,"createdAt":"0001-01-01T00:00:00+00:00","version":1,"isLatest":true,"isPublished":false,"id":null},"publish":null}
            """));
        var definition = saved["workflowDefinition"]!;
        definition["definitionId"]!.GetValue<string>().ShouldNotBeNullOrEmpty();
        foreach (var list in new[] { "variables", "inputs", "outputs", "outcomes", "links" })
            definition[list].ShouldBeOfType<JsonArray>(list);
        definition["options"].ShouldBeOfType<JsonObject>();
        definition["root"]!["nodeId"]!.GetValue<string>().ShouldBe("Workflow1:e7c98023d4c41bee");
        definition["root"]!["activities"].ShouldBeOfType<JsonArray>();
        definition["root"]!["connections"].ShouldBeOfType<JsonArray>();
        definition["createdAt"]!.GetValue<DateTimeOffset>().Year.ShouldBeGreaterThan(2000);
    }

    [Fact]
    public async Task Publishing_a_changed_definition_makes_a_new_version()
    {
        using var client = await server.ClientAsync();
        var first = await client.PublishAsync(Drawings.Flowchart("versions", Drawings.WriteLine("a", "one")));
        var model = (JsonObject)first.DeepClone();
        model["description"] = "changed";
        var saved = (await client.PostJsonAsync(Definitions, new JsonObject { ["model"] = model, ["publish"] = false }))["workflowDefinition"]!;
        saved["version"]!.GetValue<int>().ShouldBe(2);
        saved["isPublished"]!.GetValue<bool>().ShouldBeFalse();

        var both = await client.GetJsonAsync($"{Definitions}?versionOptions=LatestOrPublished&DefinitionIds=versions");
        both["items"]!.AsArray().Select(item => item!["version"]!.GetValue<int>()).Order().ShouldBe([1, 2]);
        both["links"]!.AsArray().Select(link => link!["rel"]!.GetValue<string>()).ShouldContain("bulk-publish");
        var page = await client.GetJsonAsync($"{Definitions}?versionOptions=AllVersions&Page=1&PageSize=1&DefinitionIds=versions&OrderBy=Version&OrderDirection=Descending&SearchTerm=");
        page["totalCount"]!.GetValue<int>().ShouldBe(2);
        page["items"]!.AsArray().ShouldHaveSingleItem()!["version"]!.GetValue<int>().ShouldBe(1);

        await client.PostJsonAsync($"{Definitions}/versions/retract");
        var retracted = await client.GetJsonAsync($"{Definitions}?versionOptions=Published&DefinitionIds=versions");
        retracted["totalCount"]!.GetValue<int>().ShouldBe(0);
        using var again = await client.PostTextAsync($"{Definitions}/versions/retract", "{}");
        again.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_unknown_activity_survives_the_designer_and_the_export()
    {
        using var client = await server.ClientAsync();
        var unknown = Drawings.Activity("x1", "Acme.Unknown", ("secretSauce", "Literal", "7"));
        unknown["version"] = 3;
        var drawing = Drawings.Flowchart("unknown-activity", unknown, Drawings.WriteLine("a", "x"));
        drawing["customThing"] = new JsonObject { ["kept"] = true };
        drawing["root"]!["connections"]![0]!["source"]!["port"] = "Approved";
        var shown = await client.PostJsonAsync($"{Definitions}/import", drawing);

        var root = shown["root"]!;
        var standIn = root["activities"]![0]!;
        standIn["type"]!.GetValue<string>().ShouldBe("Elsa.NotFoundActivity");
        standIn["missingTypeName"]!.GetValue<string>().ShouldBe("Acme.Unknown");
        root["connections"]!.AsArray().ShouldBeEmpty();
        root["customProperties"]!["notFoundConnections"]!.AsArray().Count.ShouldBe(1);

        standIn["metadata"]!["designer"] = new JsonObject { ["position"] = new JsonObject { ["x"] = 5, ["y"] = 6 } };
        await client.PostJsonAsync(Definitions, new JsonObject { ["model"] = shown.DeepClone(), ["publish"] = false });

        using var response = await client.GetAsync($"{Definitions}/unknown-activity/export?versionOptions=Latest", TestContext.Current.CancellationToken);
        response.Content.Headers.ContentDisposition!.FileName.ShouldBe($"workflow-definition-workflow-unknown-activity-unknown-activity-{shown["id"]}.json");
        var exported = await response.JsonOfAsync();
        exported.First().Key.ShouldBe("$schema");
        exported["customThing"]!["kept"]!.GetValue<bool>().ShouldBeTrue();
        var original = exported["root"]!["activities"]![0]!;
        original["type"]!.GetValue<string>().ShouldBe("Acme.Unknown");
        original["version"]!.GetValue<int>().ShouldBe(3);
        original["secretSauce"]!["expression"]!["value"]!.GetValue<string>().ShouldBe("7");
        original["metadata"]!["designer"]!["position"]!["x"]!.GetValue<int>().ShouldBe(5);
        exported["root"]!["connections"]![0]!["source"]!["port"]!.GetValue<string>().ShouldBe("Approved");
    }

    [Fact]
    public async Task Malformed_json_is_refused_with_its_line()
    {
        using var client = await server.ClientAsync();
        using var response = await client.PostTextAsync($"{Definitions}/import", "{\n  \"name\": \"x\",\n  \"root\": oops\n}");
        var refusal = await response.JsonOfAsync(HttpStatusCode.BadRequest);
        refusal["errors"]!["generalErrors"]![0]!.GetValue<string>().ShouldContain("line 3");
    }

    [Fact]
    public async Task A_missing_required_input_is_named_when_publishing()
    {
        using var client = await server.ClientAsync();
        await client.PostJsonAsync($"{Definitions}/import", Drawings.Flowchart("incomplete", Drawings.Activity("E1", "Elsa.Event")));
        using var response = await client.PostTextAsync($"{Definitions}/incomplete/publish", "{}");
        var refusal = await response.JsonOfAsync(HttpStatusCode.BadRequest);
        var message = refusal["errors"]!["generalErrors"]![0]!.GetValue<string>();
        message.ShouldContain("Workflow incomplete");
        message.ShouldContain("E1");
        message.ShouldContain("Event name");
    }

    [Fact]
    public async Task Files_are_imported_as_multipart_and_deleted_in_bulk()
    {
        using var client = await server.ClientAsync();
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Drawings.Flowchart("file-1", Drawings.WriteLine("a", "x")).ToJsonString(), Encoding.UTF8, "application/json"), "files", "one.json" },
            { new StringContent(Drawings.Flowchart("file-2", Drawings.WriteLine("a", "x")).ToJsonString(), Encoding.UTF8, "application/json"), "files", "two.json" },
        };
        using var response = await client.PostAsync($"{Definitions}/import-files", form, TestContext.Current.CancellationToken);
        (await response.JsonOfAsync())["count"]!.GetValue<int>().ShouldBe(2);
        (await client.GetJsonAsync($"{Definitions}/validation/is-name-unique?name=Workflow file-1"))["isUnique"]!.GetValue<bool>().ShouldBeFalse();
        (await client.GetJsonAsync($"{Definitions}/validation/is-name-unique?name=Workflow file-1&definitionId=file-1"))["isUnique"]!.GetValue<bool>().ShouldBeTrue();

        var ids = new JsonObject { ["definitionIds"] = new JsonArray("file-1", "file-2", "file-3") };
        var published = await client.PostJsonAsync("/elsa/api/bulk-actions/publish/workflow-definitions/by-definition-ids", ids);
        published["published"]!.AsArray().Count.ShouldBe(2);
        published["notFound"]!.AsArray().Count.ShouldBe(1);
        var deleted = await client.PostJsonAsync("/elsa/api/bulk-actions/delete/workflow-definitions/by-definition-id", ids);
        deleted["deleted"]!.GetValue<int>().ShouldBe(2);
        using var gone = await client.GetAsync($"{Definitions}/by-definition-id/file-1", TestContext.Current.CancellationToken);
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Descriptors_are_what_the_designer_needs()
    {
        using var client = await server.ClientAsync();
        var activities = (await client.GetJsonAsync("/elsa/api/descriptors/activities?Refresh=True"))["items"]!.AsArray();
        activities.Select(activity => $"{activity!["typeName"]} {activity["version"]}").ShouldBeUnique();
        activities.Select(activity => activity!["typeName"]!.GetValue<string>())
            .ShouldBeSubsetOf(activities.Select(activity => activity!["typeName"]!.GetValue<string>()));
        foreach (var hidden in new[] { "Elsa.Flowchart", "Elsa.Workflow", "Elsa.Sequence", "Elsa.NotFoundActivity" })
            activities.ShouldContain(activity => activity!["typeName"]!.GetValue<string>() == hidden);
        var script = activities.Single(activity => activity!["typeName"]!.GetValue<string>() == "Elsa.RunJavaScript")!;
        script["inputs"]![0]!["uiSpecifications"]!["code-editor"]!["editorHeight"]!.GetValue<int>().ShouldBe(1);
        foreach (var activity in activities)
        {
            activity!["category"]!.GetValue<string>().ShouldNotBeNull();
            foreach (var input in activity["inputs"]!.AsArray())
                input!["isBrowsable"]!.GetValue<bool>().ShouldBeTrue();
        }

        foreach (var list in new[]
        {
            "expression-descriptors", "variables", "storage-drivers", "workflow-activation-strategies", "incident-strategies",
            "log-persistence-strategies", "commit-strategies/workflows", "commit-strategies/activities", "output-converters",
        })
            (await client.GetJsonAsync($"/elsa/api/descriptors/{list}"))["items"].ShouldBeOfType<JsonArray>(list);
        (await client.GetJsonAsync("/elsa/api/features/installed"))["count"]!.GetValue<int>().ShouldBe(1);
    }
}
