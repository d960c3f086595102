using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.IntegrationTests.Connectors;
using ClarityConnect.Workflows.Simulators.Faults;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Api;

[Collection(typeof(ServerTests))]
public sealed class Settings_are_kept_by_the_api(RunningServer server)
{
    [Fact]
    public async Task Connections_show_their_secrets_masked()
    {
        using var client = await server.ClientAsync();
        using var unknown = await PutAsync(client, "/api/v1/connections/none", """{"type":"nobody.knows","fields":{}}""");
        var problem = (await unknown.JsonOfAsync(HttpStatusCode.BadRequest))["detail"]!.GetValue<string>();
        problem.ShouldContain("heartland");
        var type = problem.Split(["There are: ", ", "], StringSplitOptions.None).Last(key => key.Contains("intacct", StringComparison.OrdinalIgnoreCase)).TrimEnd('.');

        using var incomplete = await PutAsync(client, "/api/v1/connections/ledger", $$$"""{"type":"{{{type}}}","fields":{"companyId":"acme","maxConcurrency":"many","senderPassword":"planted-secret"}}""");
        var refused = (await incomplete.JsonOfAsync(HttpStatusCode.BadRequest)).ToJsonString();
        refused.ShouldContain("maxConcurrency: This does not fit: a whole number is needed.");
        refused.ShouldNotContain("planted-secret");
        using var unnamed = await PutAsync(client, "/api/v1/connections/new", $$$"""{"type":"{{{type}}}","fields":{"companyId":"acme"}}""");
        (await unnamed.JsonOfAsync(HttpStatusCode.BadRequest))["detail"]!.GetValue<string>().ShouldContain("cannot be called");

        using var saved = await PutAsync(
            client, "/api/v1/connections/ledger", """{"type":"TYPE","fields":{"companyId":"acme","senderId":"us","userId":"clerk","userPassword":"planted-secret","senderPassword":"planted-secret"}}""".Replace("TYPE", type, StringComparison.Ordinal));
        var text = (await saved.JsonOfAsync()).ToJsonString();
        text.ShouldContain("acme");
        text.ShouldNotContain("planted-secret");
        using var list = await client.GetAsync("/api/v1/connections", TestContext.Current.CancellationToken);
        (await list.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldNotContain("planted-secret");

        using var deleted = await client.DeleteAsync("/api/v1/connections/ledger", TestContext.Current.CancellationToken);
        deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var gone = await client.GetAsync("/api/v1/connections/ledger", TestContext.Current.CancellationToken);
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Connections_say_since_when_and_until_when_they_are_held_back()
    {
        var token = TestContext.Current.CancellationToken;
        await using var twins = await VendorTwins.StartAsync(token, 1, 12);
        using var client = await server.ClientAsync();
        var connection = new JsonObject { ["type"] = "heartland-gateway", ["fields"] = twins.GatewayFields() };
        using var saved = await PutAsync(client, "/api/v1/connections/held-back", connection.ToJsonString());
        var fresh = await saved.JsonOfAsync();
        fresh["status"]!.GetValue<string>().ShouldBe("ok");
        (fresh["since"], fresh["until"]).ShouldBe((null, null));

        twins.Host.Faults.Set(new Fault(FaultKind.RateLimited) { System = "portico", Times = 1, RetryAfter = TimeSpan.FromMinutes(2) });
        using var tested = await client.PostAsync("/api/v1/connections/held-back/test", null, token);

        var held = await client.GetJsonAsync("/api/v1/connections/held-back");
        held["status"]!.GetValue<string>().ShouldBe("heldBack");
        (held["until"]!.GetValue<DateTimeOffset>() - held["since"]!.GetValue<DateTimeOffset>()).ShouldBe(TimeSpan.FromMinutes(2));
        using var deleted = await client.DeleteAsync("/api/v1/connections/held-back", token);
    }

    [Fact]
    public async Task Mapping_tables_keep_their_data()
    {
        using var client = await server.ClientAsync();
        using var first = await PutAsync(client, "/api/v1/mapping-tables/accounts", """{"cash":"1000","tips":"2100"}""");
        (await first.JsonOfAsync())["revision"]!.GetValue<int>().ShouldBe(1);
        using var second = await PutAsync(client, "/api/v1/mapping-tables/accounts", """{"cash":"1001","tips":"2100"}""");
        (await second.JsonOfAsync())["revision"]!.GetValue<int>().ShouldBe(2);
        var table = await client.GetJsonAsync("/api/v1/mapping-tables/accounts");
        table["document"]!["cash"]!.GetValue<string>().ShouldBe("1001");
        var revisions = JsonNode.Parse(await client.GetStringAsync("/api/v1/mapping-tables/accounts/revisions", TestContext.Current.CancellationToken))!.AsArray();
        revisions.Select(revision => revision!["revision"]!.GetValue<int>()).ShouldBe([2, 1]);
        revisions[0]!["changedBy"].ShouldNotBeNull();
        (await client.GetJsonAsync("/api/v1/mapping-tables/accounts/revisions/1"))["document"]!["cash"]!.GetValue<string>().ShouldBe("1000");
        using var restored = await client.PostAsync("/api/v1/mapping-tables/accounts/revisions/1/restore", null, TestContext.Current.CancellationToken);
        (await restored.JsonOfAsync())["revision"]!.GetValue<int>().ShouldBe(3);
        (await client.GetJsonAsync("/api/v1/mapping-tables/accounts"))["document"]!["cash"]!.GetValue<string>().ShouldBe("1000");
        using var missing = await client.PostAsync("/api/v1/mapping-tables/accounts/revisions/9/restore", null, TestContext.Current.CancellationToken);
        missing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var wrong = await PutAsync(client, "/api/v1/mapping-tables/accounts", "7");
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_api_describes_itself()
    {
        using var client = await server.ClientAsync();
        var paths = (await client.GetJsonAsync("/openapi/v1.json"))["paths"]!.AsObject().Select(path => path.Key).ToList();
        paths.ShouldContain("/api/v1/dead-letters/{id}/redrive");
        paths.ShouldAllBe(path => path.StartsWith("/api/v1/", StringComparison.Ordinal));
    }

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, string path, string body) =>
        client.PutAsync(path, new StringContent(body, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
}
