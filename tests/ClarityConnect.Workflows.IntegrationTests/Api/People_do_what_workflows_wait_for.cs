using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Studio.Access;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Api;

[Collection(typeof(ServerTests))]
public sealed class People_do_what_workflows_wait_for(RunningServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_task_is_listed_and_completed_once()
    {
        using var client = await server.ClientAsync();
        var first = await WaitingAsync(client, "tasks", TaskActivity());
        var second = await WaitingAsync(client, "tasks", null);

        var tasks = await ListAsync(client, "/api/v1/tasks", first, second);
        tasks.Select(task => task["instanceId"]!.GetValue<string>()).ShouldBe([first, second]);
        tasks[0]["name"]!.GetValue<string>().ShouldBe("Pack");
        tasks[0]["payload"]!["order"]!.GetValue<int>().ShouldBe(7);
        tasks[0]["activityName"]!.GetValue<string>().ShouldBe("pack");
        var id = tasks[0]["id"]!.GetValue<string>();
        var next = await client.GetStringAsync($"/api/v1/tasks?after={id}&take=1", Token);
        JsonNode.Parse(next)!.AsArray().ShouldHaveSingleItem()!["instanceId"]!.GetValue<string>().ShouldBe(second);

        var done = await client.PostJsonAsync($"/elsa/api/tasks/{id}/complete", JsonNode.Parse("""{"result":{"boxes":2}}"""));
        done["isDuplicate"]!.GetValue<bool>().ShouldBeFalse();
        (await client.PostJsonAsync($"/elsa/api/tasks/{id}/complete", JsonNode.Parse("""{"result":{"boxes":3}}""")))["isDuplicate"]!.GetValue<bool>().ShouldBeTrue();

        await client.FinishedAsync(first);
        var executions = await client.GetJsonAsync($"/elsa/api/activity-executions/list?WorkflowInstanceId={first}&ActivityNodeId=Workflow1:Flowchart1:pack");
        executions["items"]![0]!["outputs"]!["Result"]!["boxes"]!.GetValue<int>().ShouldBe(2);
        (await client.PostJsonAsync($"/elsa/api/tasks/{id}/complete"))["isDuplicate"]!.GetValue<bool>().ShouldBeTrue();
        using var missing = await client.PostTextAsync($"/elsa/api/tasks/{first}-1/complete", "{}");
        missing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("[\"Operator\"]", AccessPolicy.Operator, true)]
    [InlineData("[\"test viewer\"]", AccessPolicy.Viewer, true)]
    [InlineData("[\"somebody else\"]", AccessPolicy.Operator, false)]
    [InlineData("[]", AccessPolicy.Operator, true)]
    [InlineData("[]", AccessPolicy.Viewer, false)]
    [InlineData("[\"somebody else\"]", AccessPolicy.Administrator, true)]
    public async Task An_approval_is_decided_by_its_approvers_only(string approvers, string role, bool mayDecide)
    {
        using var administrator = await server.ClientAsync();
        using var client = await server.ClientOfAsync(role);
        var name = $"approvals-{Guid.NewGuid():n}";
        var instance = await WaitingAsync(administrator, name, ApprovalActivity(approvers));
        var approval = (await ListAsync(client, "/api/v1/approvals", instance)).ShouldHaveSingleItem();
        approval["subject"]!.GetValue<string>().ShouldBe("Pay?");
        approval["mayDecide"]!.GetValue<bool>().ShouldBe(mayDecide);
        var path = $"/api/v1/approvals/{approval["id"]}";

        using var response = await client.PostTextAsync(path, """{"approved":true,"comment":"fine"}""");

        response.StatusCode.ShouldBe(mayDecide ? HttpStatusCode.Accepted : HttpStatusCode.Forbidden);
        if (!mayDecide)
        {
            response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
            return;
        }

        await administrator.FinishedAsync(instance);
        var executions = await administrator.GetJsonAsync($"/elsa/api/activity-executions/list?WorkflowInstanceId={instance}&ActivityNodeId=Workflow1:Flowchart1:approve");
        var decision = executions["items"]![0]!["outputs"]!["Decision"]!;
        decision["by"]!.GetValue<string>().ShouldBe($"test {role}");
        decision["comment"]!.GetValue<string>().ShouldBe("fine");
        executions["items"]![0]!["payload"]!["Outcomes"]![0]!.GetValue<string>().ShouldBe("Approved");
        using var again = await client.PostTextAsync(path, """{"approved":false}""");
        again.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_approval_is_not_resumed_past_its_approvers()
    {
        using var client = await server.ClientAsync();
        var instance = await WaitingAsync(client, "approval-by-bookmark", ApprovalActivity("[]"));

        using var response = await client.PostTextAsync($"/elsa/api/bookmarks/{await BookmarkAsync(client, instance)}/resume", """{"approved":true}""");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var undecided = await client.PostTextAsync($"/api/v1/approvals/{instance}-9", "{}");
        undecided.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_bookmark_is_resumed_with_what_its_activity_is_told()
    {
        using var client = await server.ClientAsync();
        var instance = await WaitingAsync(client, "read-line", Drawings.Activity("line", "Elsa.ReadLine"));
        var bookmark = await BookmarkAsync(client, instance);

        using var resumed = await client.PostTextAsync($"/elsa/api/bookmarks/{bookmark}/resume", """{"payload":"hello"}""");

        resumed.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await client.FinishedAsync(instance);
        var executions = await client.GetJsonAsync($"/elsa/api/activity-executions/list?WorkflowInstanceId={instance}&ActivityNodeId=Workflow1:Flowchart1:line");
        executions["items"]![0]!["outputs"]!["Result"]!.GetValue<string>().ShouldBe("hello");
        using var again = await client.PostTextAsync($"/elsa/api/bookmarks/{bookmark}/resume", "{}");
        again.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var viewer = await server.ClientOfAsync(AccessPolicy.Viewer);
        using var forbidden = await viewer.PostTextAsync($"/elsa/api/bookmarks/{bookmark}/resume", "{}");
        forbidden.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Instances_are_exported_one_by_one_and_as_an_archive()
    {
        using var client = await server.ClientAsync();
        var instance = await WaitingAsync(client, "exported", Drawings.Event("wait", "never"));

        using var response = await client.GetAsync($"/elsa/api/workflow-instances/{instance}/export", Token);
        response.Content.Headers.ContentDisposition!.FileName.ShouldBe($"workflow-instance-{instance}.json");
        var export = await response.JsonOfAsync();
        export["workflowState"]!["id"]!.GetValue<string>().ShouldBe(instance);
        export["bookmarks"]!.AsArray().ShouldHaveSingleItem()!["key"]!.GetValue<string>().ShouldBe("never");
        export["activityExecutionRecords"]!.AsArray().ShouldNotBeEmpty();
        export["workflowExecutionLogRecords"]!.AsArray().ShouldNotBeEmpty();

        using var zip = await client.PostTextAsync("/elsa/api/bulk-actions/export/workflow-instances", $$"""{"ids":["{{instance}}","nobody"]}""");
        zip.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var archive = new ZipArchive(new MemoryStream(await zip.Content.ReadAsByteArrayAsync(Token)));
        archive.Entries.ShouldHaveSingleItem().FullName.ShouldBe($"workflow-instance-{instance}.json");

        var wait = export["activityExecutionRecords"]!.AsArray().Single(record => record!["activityId"]!.GetValue<string>() == "wait")!;
        var stack = await client.GetJsonAsync($"/elsa/api/activity-executions/{wait["id"]}/call-stack");
        stack["items"]!.AsArray().Select(frame => frame!["activityId"]!.GetValue<string>()).ShouldBe(["Workflow1", "Flowchart1", "wait"]);
    }

    private static JsonObject TaskActivity() =>
        Drawings.Activity("pack", "Elsa.RunTask", ("taskName", "Literal", "Pack"), ("payload", "Object", """{"order":7}"""));

    private static JsonObject ApprovalActivity(string approvers) =>
        Drawings.Activity("approve", "ClarityConnect.Approval", ("subject", "Literal", "Pay?"), ("approvers", "Object", approvers));

    private static async Task<string> WaitingAsync(HttpClient client, string definitionId, JsonObject? activity)
    {
        if (activity is not null)
            await client.PublishAsync(Drawings.Flowchart(definitionId, activity));
        return (await client.PostJsonAsync($"/elsa/api/workflow-definitions/{definitionId}/execute"))["workflowState"]!["id"]!.GetValue<string>();
    }

    private static async Task<string> BookmarkAsync(HttpClient client, string instance)
    {
        var state = await client.GetJsonAsync($"/elsa/api/workflow-instances/{instance}");
        return state["workflowState"]!["bookmarks"]!.AsArray().ShouldHaveSingleItem()!["id"]!.GetValue<string>();
    }

    private static async Task<List<JsonObject>> ListAsync(HttpClient client, string path, params string[] instances)
    {
        var all = JsonNode.Parse(await client.GetStringAsync($"{path}?take=500", Token))!.AsArray();
        return [.. all.Select(item => item!.AsObject()).Where(item => instances.Contains(item["instanceId"]!.GetValue<string>()))];
    }
}
