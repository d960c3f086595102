using System.Net;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.IntegrationTests.Embedded;
using ClarityConnect.Workflows.Persistence.Audit;
using ClarityConnect.Workflows.Studio.Access;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Api;

[Collection(typeof(ServerTests))]
public sealed class Instances_are_removed_by_the_api(RunningServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_start_that_the_activation_strategy_does_not_allow_is_refused()
    {
        using var client = await server.ClientAsync();
        var drawing = Drawings.Flowchart("only-one", Drawings.Event("wait", "never"));
        drawing["options"] = new JsonObject { ["activationStrategyType"] = "Elsa.Workflows.ActivationValidators.SingletonStrategy, Elsa.Workflows.Core" };
        await client.PublishAsync(drawing);
        await client.PostJsonAsync("/elsa/api/workflow-definitions/only-one/execute");

        foreach (var verb in (string[])["execute", "dispatch"])
        {
            using var response = await client.PostTextAsync($"/elsa/api/workflow-definitions/only-one/{verb}", "{}");
            response.Headers.GetValues("x-elsa-workflow-cannot-start").Single().ShouldBe("true");
            response.Headers.Contains("x-elsa-workflow-instance-id").ShouldBeFalse();
            var refusal = await response.JsonOfAsync(HttpStatusCode.Conflict);
            refusal["message"]!.GetValue<string>().ShouldContain("one at a time");
        }
    }

    [Fact]
    public async Task A_request_that_the_activation_strategy_does_not_allow_is_answered_with_409()
    {
        using var client = await server.ClientAsync();
        var endpoint = Drawings.Activity(
            "http", "Elsa.HttpEndpoint", ("path", "Literal", "only-one-at-a-time"), ("supportedMethods", "Object", "[\"POST\"]")).Starting();
        var drawing = Drawings.Flowchart("only-one-request", endpoint, Drawings.Event("wait", "never"));
        drawing["options"] = new JsonObject { ["activationStrategyType"] = "SingletonStrategy" };
        await client.PublishAsync(drawing);

        using var first = await client.PostTextAsync("/workflows/only-one-at-a-time", "{}");
        first.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        using var second = await client.PostTextAsync("/workflows/only-one-at-a-time", "{}");

        second.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await second.JsonOfAsync(HttpStatusCode.Conflict))["detail"]!.GetValue<string>().ShouldContain("only-one-request");
    }

    [Fact]
    public async Task An_instance_is_deleted_whether_it_runs_or_not()
    {
        using var client = await server.ClientAsync();
        await client.PublishAsync(Drawings.Flowchart("deleted", Drawings.Event("wait", "never")));
        var running = await StartAsync(client, "deleted");
        var cancelled = await StartAsync(client, "deleted");
        await client.PostTextAsync($"/elsa/api/cancel/workflow-instances/{cancelled}", "");
        await client.FinishedAsync(cancelled);

        foreach (var id in (string[])[running, cancelled])
        {
            using var deleted = await client.DeleteAsync($"/elsa/api/workflow-instances/{id}", Token);
            deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
            await GoneAsync(client, id);
            using var again = await client.DeleteAsync($"/elsa/api/workflow-instances/{id}", Token);
            again.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        var audit = await server.ServiceAsync<AuditLog>();
        (await audit.ListAsync(null, 50, Token)).ShouldContain(entry => entry.Action == "instance.deleted" && entry.Subject == running);
    }

    [Fact]
    public async Task Instances_of_a_definition_are_cancelled_and_deleted_in_bulk()
    {
        using var client = await server.ClientAsync();
        await client.PublishAsync(Drawings.Flowchart("bulk", Drawings.Event("wait", "never")));
        string[] ids = [await StartAsync(client, "bulk"), await StartAsync(client, "bulk"), await StartAsync(client, "bulk")];

        var nothing = await client.PostJsonAsync("/elsa/api/bulk-actions/cancel/workflow-instances");
        nothing["cancelled"]!.GetValue<int>().ShouldBe(0);
        var one = await client.PostJsonAsync("/elsa/api/bulk-actions/cancel/workflow-instances", new JsonObject { ["ids"] = new JsonArray(ids[0], "nobody") });
        one["cancelled"]!.GetValue<int>().ShouldBe(1);
        await client.FinishedAsync(ids[0]);
        var rest = await client.PostJsonAsync(
            "/elsa/api/bulk-actions/cancel/workflow-instances", new JsonObject { ["definitionId"] = "bulk", ["versionOptions"] = "Published" });
        rest["cancelled"]!.GetValue<int>().ShouldBe(2);
        foreach (var id in ids)
            (await client.FinishedAsync(id))["subStatus"]!.GetValue<string>().ShouldBe("Cancelled");

        var deleted = await client.PostJsonAsync("/elsa/api/bulk-actions/delete/workflow-instances/by-id", new JsonObject { ["ids"] = new JsonArray(ids[0]) });
        deleted["deleted"]!.GetValue<int>().ShouldBe(1);
        deleted = await client.PostJsonAsync("/elsa/api/bulk-actions/delete/workflow-instances", new JsonObject { ["definitionId"] = "bulk" });
        deleted["deleted"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public async Task Who_only_looks_or_draws_may_not_delete()
    {
        foreach (var role in (string[])[AccessPolicy.Viewer, AccessPolicy.Designer])
        {
            using var client = await server.ClientOfAsync(role);
            using var one = await client.DeleteAsync("/elsa/api/workflow-instances/x", Token);
            one.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            using var many = await client.PostTextAsync("/elsa/api/bulk-actions/delete/workflow-instances/by-id", """{"ids":["x"]}""");
            many.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
    }

    private static async Task<string> StartAsync(HttpClient client, string definitionId) =>
        (await client.PostJsonAsync($"/elsa/api/workflow-definitions/{definitionId}/execute"))["workflowState"]!["id"]!.GetValue<string>();

    private static Task GoneAsync(HttpClient client, string id) => Eventually.IsTrueAsync(
        async () =>
        {
            using var response = await client.GetAsync($"/elsa/api/workflow-instances/{id}", Token);
            return response.StatusCode == HttpStatusCode.NotFound;
        },
        Token);
}
