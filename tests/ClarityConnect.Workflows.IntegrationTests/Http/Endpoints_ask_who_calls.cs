using System.Net;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.IntegrationTests.Api;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Http;

[Collection(typeof(ServerTests))]
public sealed class Endpoints_ask_who_calls(RunningServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_endpoint_that_asks_for_it_takes_only_callers_that_are_known()
    {
        await PublishAsync(HttpDrawings.Echo("authorize", HttpDrawings.Endpoint("authorize", "GET", ("authorize", "Literal", "True")), "'welcome'"));

        (await StatusAsync(null, "/workflows/authorize")).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync("no-such-key", "/workflows/authorize")).ShouldBe(HttpStatusCode.Unauthorized);
        using var viewer = await server.ClientOfAsync("Viewer");
        (await viewer.GetStringAsync("/workflows/authorize", Token)).ShouldBe("welcome");
    }

    [Fact]
    public async Task A_policy_lets_in_only_those_who_satisfy_it()
    {
        await PublishAsync(HttpDrawings.Echo("policy", HttpDrawings.Endpoint("policy", "GET", ("authorize", "Literal", "True"), ("policy", "Literal", "Operator")), "'welcome'"));
        await PublishAsync(HttpDrawings.Echo("nobody", HttpDrawings.Endpoint("nobody", "GET", ("authorize", "Literal", "True"), ("policy", "Literal", "Treasurer")), "'welcome'"));

        (await StatusAsync(null, "/workflows/policy")).ShouldBe(HttpStatusCode.Unauthorized);
        using var viewer = await server.ClientOfAsync("Viewer");
        using var forbidden = await viewer.GetAsync("/workflows/policy", Token);
        forbidden.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var @operator = await server.ClientOfAsync("Operator");
        (await @operator.GetStringAsync("/workflows/policy", Token)).ShouldBe("welcome");
        using var unknown = await @operator.GetAsync("/workflows/nobody", Token);
        unknown.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await unknown.Content.ReadAsStringAsync(Token)).ShouldContain("Treasurer");
    }

    [Fact]
    public async Task An_endpoint_in_the_middle_of_a_workflow_asks_too()
    {
        await PublishAsync(Drawings.Flowchart(
            "authorize-later", HttpDrawings.Endpoint("authorize-later/start"), HttpDrawings.Answer("began", "getWorkflowInstanceId()"),
            HttpDrawings.Waiting("wait", "authorize-later/go", "GET", ("authorize", "Literal", "true")), HttpDrawings.Answer("went", "'welcome'")));
        using var anonymous = await server.ClientWithKeyAsync(null);
        var path = $"/workflows/authorize-later/go?workflowInstanceId={await anonymous.GetStringAsync("/workflows/authorize-later/start", Token)}";

        (await StatusAsync(null, path)).ShouldBe(HttpStatusCode.Unauthorized);
        using var viewer = await server.ClientOfAsync("Viewer");
        (await viewer.GetStringAsync(path, Token)).ShouldBe("welcome");
    }

    private async Task<HttpStatusCode> StatusAsync(string? key, string path)
    {
        using var client = await server.ClientWithKeyAsync(key);
        using var response = await client.GetAsync(path, Token);
        return response.StatusCode;
    }

    private async Task PublishAsync(JsonObject drawing)
    {
        using var administrator = await server.ClientAsync();
        await administrator.PublishAsync(drawing);
    }
}
