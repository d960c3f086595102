using System.Net;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.IntegrationTests.Embedded;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Api;

[Collection(typeof(ServerTests))]
public sealed class Dead_letters_are_redriven_by_the_api(RunningServer server)
{
    [Fact]
    public async Task A_failed_activity_is_skipped()
    {
        using var client = await server.ClientAsync();
        var (instanceId, letterId) = await FailAsync(client, "skipped");

        using var response = await client.PostTextAsync($"/api/v1/dead-letters/{letterId}/redrive", """{"verb":"Skip"}""");
        (await response.JsonOfAsync(HttpStatusCode.Accepted))["instanceId"]!.GetValue<string>().ShouldBe(instanceId);

        await Eventually.IsTrueAsync(async () => (await client.GetJsonAsync($"/elsa/api/workflow-instances/{instanceId}"))["subStatus"]!.GetValue<string>() == "Finished", TestContext.Current.CancellationToken);
        var letter = await client.GetJsonAsync($"/api/v1/dead-letters/{letterId}");
        letter["resolution"]!.GetValue<string>().ShouldBe("Skipped");
        letter["attempts"]!.AsArray().ShouldNotBeEmpty();
        using var again = await client.PostTextAsync($"/api/v1/dead-letters/{letterId}/redrive", """{"verb":"Skip"}""");
        again.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task An_instance_is_restarted_once_with_its_inputs()
    {
        using var client = await server.ClientAsync();
        var (instanceId, letterId) = await FailAsync(client, "restarted");

        using var response = await client.PostTextAsync($"/api/v1/dead-letters/{letterId}/redrive", """{"verb":"Restart"}""");
        var restarted = (await response.JsonOfAsync(HttpStatusCode.Accepted))["instanceId"]!.GetValue<string>();

        restarted.ShouldNotBe(instanceId);
        var state = await client.FinishedAsync(restarted);
        state["workflowState"]!["input"]!["Order"]!.GetValue<int>().ShouldBe(7);
        using var again = await client.PostTextAsync($"/api/v1/dead-letters/{letterId}/redrive", """{"verb":"Restart"}""");
        again.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Many_are_redriven_by_kind_of_failure_with_corrected_data()
    {
        using var client = await server.ClientAsync();
        for (var i = 0; i < 3; i++)
            await FailAsync(client, "many");
        (await CountAsync(client, "definitionId=many&kind=Rejected")).ShouldBe(3);

        using var dry = await client.PostTextAsync("/api/v1/dead-letters/redrive", """{"verb":"Skip","definitionId":"many","kind":"Rejected","dryRun":true}""");
        (await dry.JsonOfAsync(HttpStatusCode.OK))["found"]!.GetValue<int>().ShouldBe(3);
        using var other = await client.PostTextAsync("/api/v1/dead-letters/redrive", """{"verb":"Skip","definitionId":"many","kind":"Transient"}""");
        (await other.JsonOfAsync(HttpStatusCode.OK))["found"]!.GetValue<int>().ShouldBe(0);
        using var response = await client.PostTextAsync("/api/v1/dead-letters/redrive", """{"verb":"Skip","definitionId":"many","kind":"Rejected"}""");
        (await response.JsonOfAsync(HttpStatusCode.OK))["accepted"]!.GetValue<int>().ShouldBe(3);

        await Eventually.IsTrueAsync(async () => await CountAsync(client, "definitionId=many") == 0, TestContext.Current.CancellationToken);
        using var nothing = await client.PostTextAsync("/api/v1/dead-letters/redrive", """{"verb":"Skip"}""");
        nothing.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_finished_run_is_repeated_from_a_step()
    {
        using var client = await server.ClientAsync();
        await client.PublishAsync(Drawings.Flowchart("repeated", Drawings.WriteLine("one", "1"), Drawings.WriteLine("two", "2")));
        var run = await client.PostJsonAsync("/elsa/api/workflow-definitions/repeated/execute", new JsonObject());
        var id = run["workflowState"]!["id"]!.GetValue<string>();

        using var response = await client.PostTextAsync($"/api/v1/instances/{id}/rerun", """{"fromActivityId":"two"}""");
        var repeated = (await response.JsonOfAsync(HttpStatusCode.Accepted))["instanceId"]!.GetValue<string>();

        await client.FinishedAsync(repeated);
        using var missing = await client.PostTextAsync($"/api/v1/instances/{id}/rerun", """{"fromActivityId":"three"}""");
        missing.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        using var wrong = await client.PostTextAsync($"/api/v1/instances/{id}/rerun", """{"writes":"maybe"}""");
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_unknown_verb_is_refused()
    {
        using var client = await server.ClientAsync();
        var (_, letterId) = await FailAsync(client, "unknown-verb");
        using var response = await client.PostTextAsync($"/api/v1/dead-letters/{letterId}/redrive", """{"verb":"Explode"}""");
        (await response.JsonOfAsync(HttpStatusCode.BadRequest))["detail"]!.GetValue<string>().ShouldContain("RetryThis");
    }

    private static async Task<(string InstanceId, string LetterId)> FailAsync(HttpClient client, string definitionId)
    {
        var drawing = Drawings.Flowchart(
            definitionId,
            Drawings.Activity("fail", "Elsa.Fault", ("message", "Literal", "It cannot be done.")),
            Drawings.WriteLine("after", "x"));
        drawing["inputs"] = new JsonArray(new JsonObject { ["name"] = "Order", ["type"] = "Int32" });
        await client.PublishAsync(drawing);
        using var response = await client.PostTextAsync($"/elsa/api/workflow-definitions/{definitionId}/execute", """{"input":{"Order":7}}""");
        var state = (await response.JsonOfAsync(HttpStatusCode.InternalServerError))["workflowState"]!;
        state["subStatus"]!.GetValue<string>().ShouldBe("Faulted");
        state["fault"]!["message"]!.GetValue<string>().ShouldContain("It cannot be done.");
        var id = state["id"]!.GetValue<string>();
        using var letters = await client.GetAsync($"/api/v1/dead-letters?instanceId={id}", TestContext.Current.CancellationToken);
        var list = JsonNode.Parse(await letters.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsArray();
        return (id, list.ShouldHaveSingleItem()!["id"]!.GetValue<string>());
    }

    private static async Task<int> CountAsync(HttpClient client, string query)
    {
        using var letters = await client.GetAsync($"/api/v1/dead-letters?{query}", TestContext.Current.CancellationToken);
        return JsonNode.Parse(await letters.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsArray().Count;
    }
}
