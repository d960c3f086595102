using System.Net;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Api;

[Collection(typeof(ServerTests))]
public sealed class Versions_come_and_go_by_the_api(RunningServer server)
{
    private const string Definitions = "/elsa/api/workflow-definitions";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Versions_are_listed_reverted_to_and_deleted()
    {
        using var client = await server.ClientAsync();
        await client.PublishAsync(Drawings.Flowchart("history", Drawings.WriteLine("a", "one")));
        await client.PublishAsync(Drawings.Flowchart("history", Drawings.WriteLine("a", "two")));

        var draft = await client.PostJsonAsync($"{Definitions}/history/revert/1");
        draft["version"]!.GetValue<int>().ShouldBe(3);
        draft["isPublished"]!.GetValue<bool>().ShouldBeFalse();
        (await client.GetJsonAsync($"{Definitions}/by-definition-id/history")).ToJsonString().ShouldContain("\"one\"");
        var versions = (await client.GetJsonAsync($"{Definitions}/history/versions"))["items"]!.AsArray();
        versions.Select(version => version!["version"]!.GetValue<int>()).ShouldBe([3, 2, 1]);

        using (var deleted = await client.DeleteAsync($"/elsa/api/workflow-definition-versions/{draft["id"]}", Token))
            deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using (var again = await client.DeleteAsync($"/elsa/api/workflow-definition-versions/{draft["id"]}", Token))
            again.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await client.GetJsonAsync($"{Definitions}/by-definition-id/history"))["version"]!.GetValue<int>().ShouldBe(2);
        var many = await client.PostJsonAsync(
            "/elsa/api/bulk-actions/delete/workflow-definitions/by-id", new JsonObject { ["ids"] = new JsonArray(versions[2]!["id"]!.GetValue<string>(), "none") });
        many["deleted"]!.GetValue<int>().ShouldBe(1);
        using var missing = await client.PostTextAsync($"{Definitions}/history/revert/1", "");
        missing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_deleted_version_with_instances_is_still_shown_by_id()
    {
        using var client = await server.ClientAsync();
        var published = await client.PublishAsync(Drawings.Flowchart("kept", Drawings.WriteLine("a", "one")));
        var run = await client.PostJsonAsync($"{Definitions}/kept/dispatch");
        await client.FinishedAsync(run["workflowInstanceId"]!.GetValue<string>());

        using var deleted = await client.DeleteAsync($"/elsa/api/workflow-definition-versions/{published["id"]}", Token);
        deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);

        (await client.GetJsonAsync($"{Definitions}/by-id/{published["id"]}"))["definitionId"]!.GetValue<string>().ShouldBe("kept");
        using var gone = await client.GetAsync($"{Definitions}/by-definition-id/kept", Token);
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_second_of_two_editors_is_told_and_loses_nothing_of_the_first()
    {
        using var client = await server.ClientAsync();
        await client.PostJsonAsync($"{Definitions}/import", Drawings.Flowchart("editors", Drawings.WriteLine("a", "one")));
        var anna = await client.GetJsonAsync($"{Definitions}/by-definition-id/editors");
        var ben = (JsonObject)anna.DeepClone();

        anna["description"] = "Anna's";
        var saved = await client.PostJsonAsync(Definitions, new JsonObject { ["model"] = anna, ["publish"] = false });
        ben["description"] = "Ben's";
        using (var refused = await client.PostTextAsync(Definitions, new JsonObject { ["model"] = ben.DeepClone(), ["publish"] = false }.ToJsonString()))
            (await refused.JsonOfAsync(HttpStatusCode.BadRequest))["errors"]!["generalErrors"]![0]!.GetValue<string>().ShouldContain("was changed by you ('bootstrap')");

        await client.PostJsonAsync($"{Definitions}/editors/publish");
        var model = saved["workflowDefinition"]!.DeepClone();
        model["description"] = "Anna's, again"; // publishing is no change of the content
        await client.PostJsonAsync(Definitions, new JsonObject { ["model"] = model, ["publish"] = false });
        using var export = await client.GetAsync($"{Definitions}/editors/export?versionOptions=Latest", Token);
        (await export.JsonOfAsync()).ToJsonString().ShouldNotContain("clarityRevision");
    }

    [Fact]
    public async Task Nested_containers_are_walked()
    {
        using var client = await server.ClientAsync();
        var inner = new JsonObject { ["id"] = "s", ["type"] = "Elsa.Sequence", ["activities"] = new JsonArray(Drawings.WriteLine("deep", "x")) };
        var loop = Drawings.Activity("l", "Elsa.ForEach", ("items", "JavaScript", "[1]"));
        loop["body"] = inner;
        var version = await client.PostJsonAsync($"{Definitions}/import", Drawings.Flowchart("nested", loop));
        var subgraph = $"{Definitions}/subgraph";

        var root = await client.GetJsonAsync($"{subgraph}/{version["id"]}");
        root["nodeId"]!.GetValue<string>().ShouldBe("Workflow1:Flowchart1");
        root["port"]!.GetValue<string>().ShouldBe("Root");
        root["parents"].ShouldBeOfType<JsonArray>().ShouldBeEmpty();
        var entered = await client.GetJsonAsync($"{subgraph}/{version["id"]}?parentNodeId=Workflow1:Flowchart1:l");
        entered["children"]![0]!["port"]!.GetValue<string>().ShouldBe("Body");

        var way = await client.GetJsonAsync($"{subgraph}/segments/{version["id"]}?childNodeId=Workflow1:Flowchart1:l:s:deep");
        way["childNode"]!["activity"]!["id"]!.GetValue<string>().ShouldBe("deep");
        way["container"]!["nodeId"]!.GetValue<string>().ShouldBe("Workflow1:Flowchart1:l:s");
        way["pathSegments"]!.AsArray().Select(segment => $"{segment!["activityId"]} {segment["activityType"]} {segment["portName"]}")
            .ShouldBe(["l Elsa.ForEach Body", "s Elsa.Sequence Activities"]);
        using var unknown = await client.GetAsync($"{subgraph}/segments/{version["id"]}?childNodeId=none", Token);
        unknown.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Consumers_are_listed_and_brought_up_to_date()
    {
        using var client = await server.ClientAsync();
        var part = Drawings.Flowchart("consumed-part", Drawings.WriteLine("a", "one"));
        part["name"] = "Consumed part";
        part["options"] = new JsonObject { ["usableAsActivity"] = true };
        var first = await client.PublishAsync(part);
        var use = new JsonObject
        {
            ["id"] = "p", ["type"] = "ConsumedPart", ["version"] = 1,
            ["workflowDefinitionId"] = "consumed-part", ["workflowDefinitionVersionId"] = first["id"]!.GetValue<string>(),
        };
        await client.PublishAsync(Drawings.Flowchart("consumer", use));
        part["description"] = "second";
        var second = await client.PublishAsync(part);

        (await client.GetJsonAsync($"{Definitions}/consumed-part/consumers"))["consumingWorkflowDefinitionIds"]!.AsArray().Single()!.GetValue<string>().ShouldBe("consumer");
        (await client.PostJsonAsync($"{Definitions}/consumed-part/update-references"))["affectedWorkflows"]!.AsArray().Single()!.GetValue<string>().ShouldBe("Workflow consumer");
        (await client.PostJsonAsync($"{Definitions}/consumed-part/update-references"))["affectedWorkflows"]!.AsArray().ShouldBeEmpty();
        using var export = await client.GetAsync($"{Definitions}/consumer/export?versionOptions=Published", Token);
        (await export.JsonOfAsync())["root"]!["activities"]![0]!["workflowDefinitionVersionId"]!.GetValue<string>().ShouldBe(second["id"]!.GetValue<string>());
        var dependencies = await client.GetJsonAsync("/api/v1/definitions/consumed-part/dependencies");
        dependencies["usedBy"]!.AsArray().Single()!["definitionId"]!.GetValue<string>().ShouldBe("consumer");
    }

    [Fact]
    public async Task A_definition_is_validated_without_being_stored()
    {
        using var client = await server.ClientAsync();
        var drawing = Drawings.Flowchart("never-stored", Drawings.Activity("E1", "Elsa.Event"));
        var answer = await client.PostJsonAsync("/api/v1/definitions/validate", drawing);
        answer["isValid"]!.GetValue<bool>().ShouldBeFalse();
        var finding = answer["findings"]![0]!;
        $"{finding["severity"]} {finding["code"]} {finding["definitionId"]} {finding["activityId"]} {finding["input"]}".ShouldBe("Error required-input never-stored E1 EventName");
        using var missing = await client.GetAsync("/api/v1/definitions/never-stored/validation", Token);
        missing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await client.PostJsonAsync($"{Definitions}/import", drawing);
        (await client.GetJsonAsync("/api/v1/definitions/never-stored/validation"))["isValid"]!.GetValue<bool>().ShouldBeFalse();
    }
}
