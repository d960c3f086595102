using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.IntegrationTests.Api;
using ClarityConnect.Workflows.IntegrationTests.Connectors;
using ClarityConnect.Workflows.Persistence.Audit;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Authoring;

[Collection(typeof(ServerTests))]
public sealed class Activities_are_tried_alone(RunningServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_activity_is_run_with_the_test_values_of_variables()
    {
        using var client = await server.ClientAsync();
        var drawing = Drawings.Flowchart(
            "tried",
            Drawings.WriteLine("first", "x"),
            Drawings.Activity("script", "Elsa.RunJavaScript", ("script", "Literal", "setOutcome(getTotal() > 10 ? 'Large' : 'Small'); return getTotal() * 2;"), ("possibleOutcomes", "Object", """["Large","Small"]""")));
        drawing["variables"] = new JsonArray(new JsonObject { ["id"] = "v1", ["name"] = "Total", ["typeName"] = "Decimal", ["value"] = "1" });
        drawing["customProperties"] = new JsonObject { ["VariableTestValues"] = new JsonObject { ["v1"] = "21" } };
        var imported = await client.PostJsonAsync("/elsa/api/workflow-definitions/import", drawing);

        var tried = await TryAsync(client, imported, "Workflow1:Flowchart1:script");
        tried["status"]!.GetValue<string>().ShouldBe("Completed");
        tried["exception"].ShouldBeNull();
        tried["outputs"]!["Result"]!.GetValue<decimal>().ShouldBe(42);
        tried["payload"]!["Outcomes"]![0]!.GetValue<string>().ShouldBe("Large");
        tried["activityState"]!["Script"]!.GetValue<string>().ShouldContain("getTotal");

        (await client.GetJsonAsync("/elsa/api/workflow-instances?definitionId=tried"))["totalCount"]!.GetValue<int>().ShouldBe(0);
        var log = await (await server.ServiceAsync<AuditLog>()).ListAsync(null, 100, Token);
        log.ShouldContain(line => line.Action == "activity.tried" && line.Subject == "tried: Workflow1:Flowchart1:script");
    }

    [Fact]
    public async Task What_waits_leaves_no_bookmark_and_what_fails_says_why()
    {
        using var client = await server.ClientAsync();
        var imported = await client.PostJsonAsync("/elsa/api/workflow-definitions/import", Drawings.Flowchart(
            "tried-waiting", Drawings.Event("wait", "tried-alone-and-never-awaited"), Drawings.Activity("bad", "Elsa.RunJavaScript", ("script", "Literal", "throw new Error('no such order');"))));
        (await TryAsync(client, imported, "wait"))["status"]!.GetValue<string>().ShouldBe("Running");
        (await client.PostJsonAsync("/elsa/api/descriptors/activities/Elsa.PublishEvent/options/EventName")).ToJsonString().ShouldNotContain("tried-alone-and-never-awaited");

        var failed = await TryAsync(client, imported, "bad");
        failed["status"]!.GetValue<string>().ShouldBe("Faulted");
        failed["exception"]!["message"]!.GetValue<string>().ShouldContain("no such order");
    }

    [Fact]
    public async Task What_others_would_hear_of_is_refused_with_a_reason()
    {
        using var client = await server.ClientAsync();
        var imported = await client.PostJsonAsync("/elsa/api/workflow-definitions/import", Drawings.Flowchart(
            "tried-writing",
            Drawings.Activity("publish", "Elsa.PublishEvent", ("eventName", "Literal", "x")),
            Drawings.Activity("post", "Elsa.FlowSendHttpRequest", ("url", "Literal", "http://127.0.0.1:9/"), ("method", "Literal", "POST"))));
        foreach (var activity in (string[])["publish", "post"])
        {
            var refused = await TryAsync(client, imported, activity);
            refused["status"]!.GetValue<string>().ShouldBe("Faulted");
            refused["exception"]!["message"]!.GetValue<string>().ShouldContain("is not tried alone");
        }
    }

    [Fact]
    public async Task A_vendor_is_read_for_real_and_written_to_only_in_a_sandbox()
    {
        await using var twins = await VendorTwins.StartAsync(Token);
        using var client = await server.ClientAsync();
        var fields = twins.IntacctFields();
        await SaveAsync(client, "tried-ledger", fields);
        var lines = """[{"account":"1000","side":"Debit","amount":1,"location":"100"},{"account":"1000","side":"Credit","amount":1,"location":"100"}]""";
        var imported = await client.PostJsonAsync("/elsa/api/workflow-definitions/import", Drawings.Flowchart(
            "tried-vendor",
            Drawings.Activity("read", "ClarityConnect.Intacct.ListJournals", ("connection", "Literal", "tried-ledger")),
            Drawings.Activity(
                "write", "ClarityConnect.Intacct.PostJournal", ("connection", "Literal", "tried-ledger"), ("journal", "Literal", "GJ"), ("date", "Literal", "2026-03-02"),
                ("title", "Literal", "A trial"), ("reference", "Literal", "TRIAL-1"), ("lines", "Object", lines))));
        var read = await TryAsync(client, imported, "read");
        read["status"]!.GetValue<string>().ShouldBe("Completed", read.ToJsonString());
        read["outputs"]!["Result"]!.AsArray().Count.ShouldBeGreaterThan(0);

        var refused = await TryAsync(client, imported, "write");
        refused["exception"]!["message"]!.GetValue<string>().ShouldContain("'tried-ledger' is not marked");

        fields["isSandbox"] = true;
        await SaveAsync(client, "tried-ledger", fields);
        var written = await TryAsync(client, imported, "write");
        (written["exception"]?["message"]?.GetValue<string>() ?? "").ShouldNotContain("is not tried alone");
    }

    [Fact]
    public async Task Only_designers_try_and_only_what_is_there()
    {
        using var client = await server.ClientAsync();
        var imported = await client.PostJsonAsync("/elsa/api/workflow-definitions/import", Drawings.Flowchart("tried-none", Drawings.WriteLine("a", "x")));
        using var viewer = await server.ClientOfAsync("Viewer");
        using var forbidden = await viewer.PostTextAsync("/elsa/api/tests/activities", "{}");
        forbidden.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var empty = await client.PostTextAsync("/elsa/api/tests/activities", "{}");
        empty.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var none = await client.PostTextAsync("/elsa/api/tests/activities", Body(imported, "no-such").ToJsonString());
        none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Task<JsonObject> TryAsync(HttpClient client, JsonObject definition, string activity) =>
        client.PostJsonAsync("/elsa/api/tests/activities", Body(definition, activity));

    private static JsonObject Body(JsonObject definition, string activity) => new()
    {
        ["workflowDefinitionHandle"] = new JsonObject { ["definitionId"] = null, ["versionOptions"] = null, ["definitionVersionId"] = definition["id"]!.GetValue<string>() },
        ["activityHandle"] = new JsonObject { ["activityId"] = null, ["activityNodeId"] = activity, ["activityInstanceId"] = null, ["activityHash"] = null },
    };

    private static async Task SaveAsync(HttpClient client, string name, JsonObject fields)
    {
        var body = new JsonObject { ["type"] = "intacct", ["fields"] = fields.DeepClone() };
        using var saved = await client.PutAsync($"/api/v1/connections/{name}", new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"), Token);
        saved.StatusCode.ShouldBe(HttpStatusCode.OK, await saved.Content.ReadAsStringAsync(Token));
    }
}
