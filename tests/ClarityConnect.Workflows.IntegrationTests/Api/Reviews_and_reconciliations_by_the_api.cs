using System.Net;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Studio.Access;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Api;

[Collection(typeof(ServerTests))]
public sealed class Reviews_and_reconciliations_by_the_api(RunningServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_day_is_reconciled_reviewed_and_found_again()
    {
        using var client = await server.ClientAsync();
        var pair = $"Pair {Guid.NewGuid():n}";
        var order = $"o{Guid.NewGuid():n}";
        await client.PublishAsync(Workflow("reconcile-by-api", pair, order));

        await client.PostJsonAsync("/elsa/api/workflow-definitions/reconcile-by-api/execute");

        var address = $"?pair={Uri.EscapeDataString(pair)}&day=2026-01-31";
        var report = await client.GetJsonAsync($"/api/v1/reconciliations/report{address}");
        report["summary"]!["state"]!.GetValue<string>().ShouldBe("Mismatches");
        report["lines"]!.AsArray().ShouldHaveSingleItem()!["kind"]!.GetValue<string>().ShouldBe("MissingOnRight");
        JsonNode.Parse(await client.GetStringAsync($"/api/v1/reconciliations?pair={Uri.EscapeDataString(pair)}", Token))!.AsArray().ShouldHaveSingleItem()!["matched"]!.GetValue<int>().ShouldBe(1);
        (await client.GetStringAsync($"/api/v1/reconciliations/report.csv{address}", Token)).ShouldContain(",Missing in B,");
        (await client.GetStringAsync($"/api/v1/reconciliations/report.html{address}", Token)).ShouldContain("<!DOCTYPE html>");

        var open = JsonNode.Parse(await client.GetStringAsync($"/api/v1/reviews?keyPrefix={Uri.EscapeDataString($"reconciliation:{pair}")}", Token))!.AsArray().ShouldHaveSingleItem()!;
        (await client.GetJsonAsync("/api/v1/reviews/counts"))["reconciliation.missingOnRight"]!.GetValue<int>().ShouldBeGreaterThan(0);
        var path = $"/api/v1/reviews/{open["id"]}";
        (await client.GetJsonAsync(path))["data"]!["A"]!["id"]!.GetValue<string>().ShouldBe("T2");
        using var viewer = await server.ClientOfAsync(AccessPolicy.Viewer);
        using var refused = await viewer.PostTextAsync($"{path}/decide", """{"choice":"Accepted"}""");
        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var unknown = await client.PostTextAsync($"{path}/decide", """{"choice":"Perhaps"}""");
        unknown.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var decided = await client.PostJsonAsync("/api/v1/reviews/decide", JsonNode.Parse($$"""{"ids":["{{open["id"]}}","none"],"choice":"accepted","comment":"written off"}"""));
        decided["decided"]!.AsArray().ShouldHaveSingleItem();
        decided["left"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>().ShouldBe("none");
        using var late = await client.PostTextAsync($"{path}/decide", """{"choice":"Rejected"}""");
        late.StatusCode.ShouldBe(HttpStatusCode.Conflict);

        var groups = JsonNode.Parse(await client.GetStringAsync($"/api/v1/references?id={order}", Token))!.AsArray().ShouldHaveSingleItem()!;
        groups["records"]!.AsArray().Select(record => record!["system"]!.GetValue<string>()).ShouldBe(["heartland", "opayo"]);
        JsonNode.Parse(await client.GetStringAsync($"/api/v1/references?id={order}&system=opayo&kind=order", Token))!.AsArray().ShouldBeEmpty();
        using var nothing = await client.GetAsync("/api/v1/references", Token);
        nothing.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static JsonObject Workflow(string id, string pair, string order) => JsonNode.Parse($$"""
        {
          "definitionId": "{{id}}", "name": "Reconcile",
          "root": { "id": "Steps", "name": "Steps", "type": "Elsa.Sequence", "version": 1, "activities": [
            { "id": "Link", "name": "Link", "type": "ClarityConnect.LinkRecords", "version": 1,
              "records": { "typeName": "Object", "expression": { "type": "Object", "value": "[{\"system\":\"opayo\",\"kind\":\"transaction\",\"id\":\"t{{order}}\"},{\"system\":\"heartland\",\"kind\":\"order\",\"id\":\"{{order}}\"}]" } } },
            { "id": "Compare", "name": "Compare", "type": "ClarityConnect.Reconcile", "version": 1,
              "pair": { "typeName": "String", "expression": { "type": "Literal", "value": "{{pair}}" } },
              "day": { "typeName": "String", "expression": { "type": "Literal", "value": "2026-01-31" } },
              "leftName": { "typeName": "String", "expression": { "type": "Literal", "value": "A" } },
              "left": { "typeName": "Object", "expression": { "type": "Object", "value": "[{\"id\":\"T1\",\"amount\":1,\"currency\":\"GBP\"},{\"id\":\"T2\",\"amount\":2,\"currency\":\"GBP\"}]" } },
              "rightName": { "typeName": "String", "expression": { "type": "Literal", "value": "B" } },
              "right": { "typeName": "Object", "expression": { "type": "Object", "value": "[{\"id\":\"T1\",\"amount\":1,\"currency\":\"GBP\"}]" } } } ] }
        }
        """)!.AsObject();
}
