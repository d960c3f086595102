using System.Net;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Api;

[Collection(typeof(ServerTests))]
public sealed class Workflows_answer_http(RunningServer server)
{
    [Fact]
    public async Task A_webhook_is_acknowledged_and_starts_an_instance()
    {
        using var client = await server.ClientAsync();
        var endpoint = Drawings.Activity("Http1", "Elsa.HttpEndpoint", ("path", "Literal", "hooks/paid"), ("supportedMethods", "Object", "[\"POST\"]")).Starting();
        await client.PublishAsync(Drawings.Flowchart("webhook", endpoint, Drawings.WriteLine("line", "paid")));

        using var anonymous = await server.ClientWithKeyAsync(null);
        anonymous.DefaultRequestHeaders.Add("Idempotency-Key", "delivery-1");
        using var first = await anonymous.PostTextAsync("/workflows/hooks/paid", """{"amount":12}""");
        first.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var id = first.Headers.GetValues("x-elsa-workflow-instance-id").Single();
        using var second = await anonymous.PostTextAsync("/workflows/hooks/paid", """{"amount":12}""");
        second.StatusCode.ShouldBe(HttpStatusCode.OK);

        (await client.FinishedAsync(id))["subStatus"]!.GetValue<string>().ShouldBe("Finished");
    }

    [Fact]
    public async Task A_workflow_writes_the_response_and_sees_the_encoded_path()
    {
        using var client = await server.ClientAsync();
        await client.PublishAsync(Drawings.FromFile("s41-http-route.json", "http-route"));
        using var anonymous = await server.ClientWithKeyAsync(null);
        using var response = await anonymous.GetAsync("/workflows/orders/a%2Fb", TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldBe("a/b");
    }

    [Fact]
    public async Task What_no_workflow_waits_for_is_not_found()
    {
        using var anonymous = await server.ClientWithKeyAsync(null);
        using var response = await anonymous.GetAsync("/workflows/nothing/here", TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Health_is_told_to_everybody()
    {
        using var anonymous = await server.ClientWithKeyAsync(null);
        (await anonymous.GetJsonAsync("/health/live"))["status"]!.GetValue<string>().ShouldBe("Healthy");
        var ready = await anonymous.GetJsonAsync("/health/ready");
        ready["checks"]!.AsObject().Select(check => check.Key).ShouldBe(["database", "node", "scriptRunners"], ignoreOrder: true);
        ready["checks"]!.AsObject().ShouldAllBe(check => check.Value!["status"]!.GetValue<string>() == "Healthy");
    }
}
