using System.Net;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Persistence.Audit;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Api;

[Collection(typeof(ServerTests))]
public sealed class Runs_are_upgraded_by_the_api(RunningServer server)
{
    [Fact]
    public async Task A_waiting_run_is_planned_upgraded_and_finishes_on_the_new_version()
    {
        using var client = await server.ClientAsync();
        var id = await WaitingAsync(client, "upgraded", Drawings.Event("wait", "upgraded-go"), Drawings.WriteLine("old", "old"));
        await client.PublishAsync(Drawings.Flowchart("upgraded", Drawings.Event("wait", "upgraded-go"), Drawings.WriteLine("new", "new")));

        var plan = await client.PostJsonAsync($"/api/v1/instances/{id}/upgrade", JsonNode.Parse("""{"dryRun":true}"""));
        plan["canUpgrade"]!.GetValue<bool>().ShouldBeTrue();
        plan["fromVersion"]!.GetValue<int>().ShouldBe(1);
        plan["changes"]!.AsArray().Select(change => change!.GetValue<string>()).ShouldBe(["'old' (old) is gone.", "'new' (new) is new."]);
        (await client.GetJsonAsync($"/elsa/api/workflow-instances/{id}"))["version"]!.GetValue<int>().ShouldBe(1);

        using var response = await client.PostTextAsync($"/api/v1/instances/{id}/upgrade", """{"toVersion":2,"dryRun":false}""");
        (await response.JsonOfAsync(HttpStatusCode.Accepted))["toVersion"]!.GetValue<int>().ShouldBe(2);
        using var sent = await client.PostTextAsync("/elsa/api/events/upgraded-go/trigger", "{}");
        var state = await client.FinishedAsync(id);

        state["version"]!.GetValue<int>().ShouldBe(2);
        state["subStatus"]!.GetValue<string>().ShouldBe("Finished");
        var journal = await client.GetJsonAsync($"/elsa/api/workflow-instances/{id}/journal");
        journal["items"]!.AsArray().ShouldContain(line => line!["activityId"] != null && line["activityId"]!.GetValue<string>() == "new");
        var audit = await server.ServiceAsync<AuditLog>();
        (await audit.ListAsync(null, 100, TestContext.Current.CancellationToken)).ShouldContain(entry => entry.Action == "instance.upgraded" && entry.Subject == $"{id} to version 2");
    }

    [Fact]
    public async Task What_cannot_be_upgraded_is_answered_with_the_reasons()
    {
        using var client = await server.ClientAsync();
        var id = await WaitingAsync(client, "not-upgraded", Drawings.Event("wait", "never"), Drawings.WriteLine("a", "a"));
        await client.PublishAsync(Drawings.Flowchart("not-upgraded", Drawings.WriteLine("a", "a")));

        (await client.PostJsonAsync($"/api/v1/instances/{id}/upgrade"))["canUpgrade"]!.GetValue<bool>().ShouldBeFalse();
        using var refused = await client.PostTextAsync($"/api/v1/instances/{id}/upgrade", """{"dryRun":false}""");
        (await refused.JsonOfAsync(HttpStatusCode.Conflict))["detail"]!.GetValue<string>().ShouldContain("'wait' (wait) waits, but version 2 does not have it");
        using var unknownVersion = await client.PostTextAsync($"/api/v1/instances/{id}/upgrade", """{"toVersion":9}""");
        (await unknownVersion.JsonOfAsync(HttpStatusCode.BadRequest))["detail"]!.GetValue<string>().ShouldContain("no version 9");
        using var unknown = await client.PostTextAsync("/api/v1/instances/nobody/upgrade", "{}");
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task All_runs_of_a_workflow_are_upgraded_page_by_page_and_those_that_cannot_be_are_grouped()
    {
        using var client = await server.ClientAsync();
        var keptOpen = new List<string>();
        for (var i = 0; i < 3; i++)
            keptOpen.Add(await WaitingAsync(client, "many", Drawings.Event("one", "one"), Drawings.WriteLine("a", "a")));
        var stuck = await WaitingAsync(client, "many", Drawings.Event("two", "two"), Drawings.WriteLine("a", "a"));
        await client.PublishAsync(Drawings.Flowchart("many", Drawings.Event("one", "one"), Drawings.WriteLine("b", "b")));

        var dry = await client.PostJsonAsync("/api/v1/definitions/many/upgrade-instances");
        (dry["planned"]!.GetValue<int>(), dry["canUpgrade"]!.GetValue<int>(), dry["cannotUpgrade"]!.GetValue<int>(), dry["dryRun"]!.GetValue<bool>()).ShouldBe((4, 3, 1, true));
        var refusal = dry["refusals"]!.AsArray().ShouldHaveSingleItem()!;
        refusal["text"]!.GetValue<string>().ShouldContain("'two' (two) waits");
        refusal["instanceIds"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe(stuck);

        var upgraded = new List<string>();
        string? next = null;
        do
        {
            using var response = await client.PostTextAsync(
                "/api/v1/definitions/many/upgrade-instances", new JsonObject { ["dryRun"] = false, ["take"] = 2, ["before"] = next }.ToJsonString());
            var answer = await response.JsonOfAsync(HttpStatusCode.Accepted);
            upgraded.AddRange(answer["instanceIds"]!.AsArray().Select(id => id!.GetValue<string>()));
            next = answer["next"]?.GetValue<string>();
        }
        while (next is not null);

        upgraded.ShouldBe(keptOpen, ignoreOrder: true);
        using var sent = await client.PostTextAsync("/elsa/api/events/one/trigger", "{}");
        foreach (var id in keptOpen)
            (await client.FinishedAsync(id))["version"]!.GetValue<int>().ShouldBeGreaterThan(1);
    }

    private static async Task<string> WaitingAsync(HttpClient client, string definitionId, params JsonObject[] activities)
    {
        await client.PublishAsync(Drawings.Flowchart(definitionId, activities));
        using var response = await client.PostTextAsync($"/elsa/api/workflow-definitions/{definitionId}/execute", "{}");
        var state = (await response.JsonOfAsync())["workflowState"]!;
        state["subStatus"]!.GetValue<string>().ShouldBe("Suspended");
        return state["id"]!.GetValue<string>();
    }
}
