using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Api;

[Collection(typeof(ServerTests))]
public sealed class A_definition_is_run_by_the_api(RunningServer server)
{
    [Fact]
    public async Task Import_publish_execute_and_read_the_journal()
    {
        using var client = await server.ClientAsync();
        var definition = await client.PublishAsync(Drawings.FromFile("s01-linear.json", "linear"));
        definition["isPublished"]!.GetValue<bool>().ShouldBeTrue();
        definition["links"]!.AsArray().Select(link => link!["rel"]!.GetValue<string>()).ShouldContain("publish");
        definition["root"]!["activities"]![0]!["nodeId"]!.GetValue<string>().ShouldBe("Workflow1:Flowchart1:WriteLine1");

        using var response = await client.PostTextAsync("/elsa/api/workflow-definitions/linear/execute", """{"correlationId":"c-1"}""");
        var executed = await response.JsonOfAsync();
        var id = response.Headers.GetValues("x-elsa-workflow-instance-id").Single();
        executed["workflowState"]!["id"]!.GetValue<string>().ShouldBe(id);
        executed["workflowState"]!["status"]!.GetValue<string>().ShouldBe("Finished");
        executed["workflowState"]!["subStatus"]!.GetValue<string>().ShouldBe("Finished");

        var instance = await client.GetJsonAsync($"/elsa/api/workflow-instances/{id}");
        instance["correlationId"]!.GetValue<string>().ShouldBe("c-1");
        instance["definitionVersionId"]!.GetValue<string>().ShouldBe(definition["id"]!.GetValue<string>());
        instance["workflowState"]!["incidents"]!.AsArray().ShouldBeEmpty();

        var journal = await client.PostJsonAsync(
            $"/elsa/api/workflow-instances/{id}/journal?skip=0&take=50",
            new JsonObject { ["filter"] = new JsonObject { ["excludedActivityTypes"] = new JsonArray("Elsa.Workflow", "Elsa.Flowchart") } });
        journal["totalCount"]!.GetValue<int>().ShouldBe(6);
        journal["items"]!.AsArray().Select(line => $"{line!["activityId"]} {line["eventName"]}").ShouldBe(
            ["WriteLine1 Started", "WriteLine1 Completed", "WriteLine2 Started", "WriteLine2 Completed", "WriteLine3 Started", "WriteLine3 Completed"]);

        var executions = await client.GetJsonAsync($"/elsa/api/activity-executions/list?WorkflowInstanceId={id}&ActivityNodeId=Workflow1:Flowchart1:WriteLine2");
        var execution = executions["items"]!.AsArray().ShouldHaveSingleItem()!;
        execution["activityState"]!["Text"]!.GetValue<string>().ShouldBe("Second");
        execution["payload"]!["Outcomes"]!.AsArray().Select(outcome => outcome!.GetValue<string>()).ShouldBe(["Done"]);
        execution["status"]!.GetValue<string>().ShouldBe("Completed");

        var same = await client.GetJsonAsync($"/elsa/api/activity-executions/by-id?id={execution["id"]}");
        same["activityNodeId"]!.GetValue<string>().ShouldBe("Workflow1:Flowchart1:WriteLine2");

        var report = await client.PostJsonAsync(
            "/elsa/api/activity-executions/report",
            new JsonObject { ["workflowInstanceId"] = id, ["activityNodeIds"] = new JsonArray("Workflow1:Flowchart1:WriteLine2", "Workflow1:Flowchart1:none") });
        report["stats"]!.AsArray().Select(stat => stat!["completedCount"]!.GetValue<int>()).ShouldBe([1, 0]);
    }

    [Fact]
    public async Task Inputs_reach_the_workflow_and_outputs_come_back()
    {
        using var client = await server.ClientAsync();
        var drawing = Drawings.Flowchart(
            "in-and-out",
            Drawings.Activity("Out1", "Elsa.SetOutput", ("outputName", "Literal", "Greeting"), ("outputValue", "JavaScript", "'Hello ' + getInput('Name')")));
        drawing["inputs"] = new JsonArray(new JsonObject { ["name"] = "Name", ["type"] = "String" });
        drawing["outputs"] = new JsonArray(new JsonObject { ["name"] = "Greeting", ["type"] = "String" });
        await client.PublishAsync(drawing);

        var executed = await client.PostJsonAsync(
            "/elsa/api/workflow-definitions/in-and-out/execute", new JsonObject { ["input"] = new JsonObject { ["Name"] = "Ada" } });

        executed["workflowState"]!["output"]!["Greeting"]!.GetValue<string>().ShouldBe("Hello Ada");
        executed["workflowState"]!["input"]!["Name"]!.GetValue<string>().ShouldBe("Ada");
    }

    [Fact]
    public async Task A_draft_runs_only_when_the_latest_version_is_asked_for()
    {
        using var client = await server.ClientAsync();
        await client.PostJsonAsync("/elsa/api/workflow-definitions/import", Drawings.Flowchart("draft-only", Drawings.WriteLine("a", "x")));

        using var published = await client.PostTextAsync("/elsa/api/workflow-definitions/draft-only/execute", "{}");
        published.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        published.Headers.GetValues("x-elsa-workflow-cannot-start").Single().ShouldBe("true");

        var latest = await client.PostJsonAsync("/elsa/api/workflow-definitions/draft-only/execute", new JsonObject { ["versionOptions"] = "Latest" });
        latest["workflowState"]!["subStatus"]!.GetValue<string>().ShouldBe("Finished");
    }

    [Fact]
    public async Task A_waiting_instance_shows_its_bookmark_and_goes_on_with_the_event()
    {
        using var client = await server.ClientAsync();
        await client.PublishAsync(Drawings.Flowchart("waits", Drawings.WriteLine("before", "b"), Drawings.Event("wait", "go on"), Drawings.WriteLine("after", "a")));

        var waiting = (await client.PostJsonAsync("/elsa/api/workflow-definitions/waits/execute"))["workflowState"]!;
        waiting["subStatus"]!.GetValue<string>().ShouldBe("Suspended");
        waiting["status"]!.GetValue<string>().ShouldBe("Running");
        var bookmark = waiting["bookmarks"]!.AsArray().ShouldHaveSingleItem()!;
        bookmark["activityNodeId"]!.GetValue<string>().ShouldBe("Workflow1:Flowchart1:wait");
        waiting["activityExecutionContexts"]!.AsArray().ShouldNotBeEmpty();

        var id = waiting["id"]!.GetValue<string>();
        var body = new JsonObject { ["workflowInstanceId"] = id, ["input"] = new JsonObject { ["n"] = 1 }, ["eventId"] = "e-1" };
        (await client.PostJsonAsync("/elsa/api/events/go on/trigger", body))["isDuplicate"]!.GetValue<bool>().ShouldBeFalse();
        (await client.PostJsonAsync("/elsa/api/events/go on/trigger", body))["isDuplicate"]!.GetValue<bool>().ShouldBeTrue();
        var finished = await client.FinishedAsync(id);
        finished["subStatus"]!.GetValue<string>().ShouldBe("Finished");
    }

    [Fact]
    public async Task An_event_is_taken_once_for_each_idempotency_key()
    {
        using var client = await server.ClientAsync();

        (await TriggerAsync("keyed", "call-1")).ShouldBeFalse();
        (await TriggerAsync("keyed", "call-1")).ShouldBeTrue();
        (await TriggerAsync("keyed", "call-2")).ShouldBeFalse();
        (await TriggerAsync("keyed otherwise", "call-1")).ShouldBeFalse();
        (await TriggerAsync("keyed", "call-1", """{"eventId":"call-1"}""")).ShouldBeFalse();
        using var refused = await SendAsync("keyed", new string('k', 201), "{}");
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("at most 200");

        async Task<bool> TriggerAsync(string name, string key, string body = "{}")
        {
            using var response = await SendAsync(name, key, body);
            return (await response.JsonOfAsync())["isDuplicate"]!.GetValue<bool>();
        }

        async Task<HttpResponseMessage> SendAsync(string name, string key, string body)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/elsa/api/events/{name}/trigger");
            request.Headers.Add("Idempotency-Key", key);
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
            return await client.SendAsync(request, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task A_waiting_instance_is_cancelled()
    {
        using var client = await server.ClientAsync();
        await client.PublishAsync(Drawings.Flowchart("cancelled", Drawings.Event("wait", "never")));
        var id = (await client.PostJsonAsync("/elsa/api/workflow-definitions/cancelled/execute"))["workflowState"]!["id"]!.GetValue<string>();

        using var response = await client.PostTextAsync($"/elsa/api/cancel/workflow-instances/{id}", "");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);

        (await client.FinishedAsync(id))["subStatus"]!.GetValue<string>().ShouldBe("Cancelled");
        var listed = await client.PostJsonAsync("/elsa/api/workflow-instances", JsonNode.Parse(
            """{"page":0,"pageSize":10,"searchTerm":"","definitionId":"cancelled","definitionIds":[],"status":"Finished","statuses":[],"subStatuses":["Cancelled"]}"""));
        listed["totalCount"]!.GetValue<int>().ShouldBe(1);
        listed["items"]![0]!["id"]!.GetValue<string>().ShouldBe(id);
    }
}
