using System.Net;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.IntegrationTests.Api;
using ClarityConnect.Workflows.IntegrationTests.Connectors;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Authoring;

[Collection(typeof(ServerTests))]
public sealed class Drop_downs_are_filled_from_the_server(RunningServer server)
{
    private const string PostJournal = "ClarityConnect.Intacct.PostJournal";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connections_of_the_right_type_are_offered_by_name()
    {
        await using var twins = await VendorTwins.StartAsync(Token);
        using var client = await server.ClientAsync();
        await SaveAsync(client, "ledger-offered", twins.IntacctFields());
        var offered = await OfferedAsync(client, PostJournal, "Connection", []);
        offered.ShouldContain(choice => choice.Value == "ledger-offered");
        (await OfferedAsync(client, "ClarityConnect.Heartland.GetTicket", "Connection", [])).ShouldNotContain(choice => choice.Value == "ledger-offered");

        var list = await client.GetJsonAsync("/elsa/api/descriptors/activities?Refresh=True");
        var input = list["items"]!.AsArray().Single(item => item!["typeName"]!.GetValue<string>() == PostJournal)!["inputs"]!.AsArray()
            .Single(item => item!["name"]!.GetValue<string>() == "Connection")!;
        input["uiHint"]!.GetValue<string>().ShouldBe("dropdown");
        input["uiSpecifications"]!["Refresh"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task Journals_locations_and_departments_are_read_over_the_chosen_connection()
    {
        await using var twins = await VendorTwins.StartAsync(Token);
        using var client = await server.ClientAsync();
        await SaveAsync(client, "ledger-read", twins.IntacctFields());
        var connection = new JsonObject { ["connection"] = Literal("ledger-read") };
        foreach (var input in (string[])["Journal", "BaseLocation", "DefaultLocation", "DefaultDepartment"])
        {
            var offered = await OfferedAsync(client, PostJournal, input, connection);
            offered.ShouldNotBeEmpty(input);
            offered.ShouldAllBe(choice => choice.Value.Length > 0 && choice.Text.StartsWith(choice.Value, StringComparison.Ordinal));
        }

        (await OfferedAsync(client, PostJournal, "Journal", connection)).ShouldContain(choice => choice.Value == "GJ");
    }

    [Fact]
    public async Task What_was_read_is_kept_for_a_moment_and_a_chosen_value_stays()
    {
        using var client = await server.ClientAsync();
        await using (var twins = await VendorTwins.StartAsync(Token))
        {
            await SaveAsync(client, "ledger-kept", twins.IntacctFields());
            (await OfferedAsync(client, PostJournal, "Journal", new JsonObject { ["connection"] = Literal("ledger-kept") })).ShouldNotBeEmpty();
        }

        var offered = await OfferedAsync(client, PostJournal, "Journal", new JsonObject { ["connection"] = Literal("ledger-kept"), ["journal"] = Literal("OLD") });
        offered[0].ShouldBe(("OLD", "OLD (no longer in the list)"));
        offered.ShouldContain(choice => choice.Value == "GJ");
    }

    [Fact]
    public async Task A_list_that_cannot_be_had_says_why_and_keeps_the_value()
    {
        using var client = await server.ClientAsync();
        var none = await OfferedAsync(client, PostJournal, "Journal", new JsonObject { ["journal"] = Literal("GJ") });
        none.Single().Value.ShouldBe("GJ");
        none.Single().Text.ShouldStartWith("GJ (Choose a connection first");

        await using var twins = await VendorTwins.StartAsync(Token);
        var wrong = twins.IntacctFields();
        wrong["userPassword"] = "wrong";
        await SaveAsync(client, "ledger-refused", wrong);
        var refused = await OfferedAsync(client, PostJournal, "Journal", new JsonObject { ["connection"] = Literal("ledger-refused") });
        refused.Single().Value.ShouldBe("");
        refused.Single().Text.Length.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task Mapping_tables_and_events_are_offered()
    {
        using var client = await server.ClientAsync();
        using var saved = await client.PutAsync("/api/v1/mapping-tables/offered-table", new StringContent("""{"a":1}""", System.Text.Encoding.UTF8, "application/json"), Token);
        saved.StatusCode.ShouldBe(HttpStatusCode.OK, await saved.Content.ReadAsStringAsync(Token));
        (await OfferedAsync(client, "ClarityConnect.MappingTable", "TableName", [])).ShouldContain(("offered-table", "offered-table"));

        await client.PublishAsync(Drawings.Flowchart("offers-event", Drawings.Event("e", "offered-event").Starting()));
        (await OfferedAsync(client, "Elsa.PublishEvent", "EventName", [])).ShouldContain(("offered-event", "offered-event"));
    }

    [Fact]
    public async Task Only_designers_make_the_server_read()
    {
        using var viewer = await server.ClientOfAsync("Viewer");
        using var response = await viewer.PostTextAsync($"/elsa/api/descriptors/activities/{PostJournal}/options/Journal", "{}");
        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var designer = await server.ClientOfAsync("Designer");
        using var unknown = await designer.PostTextAsync("/elsa/api/descriptors/activities/No.Such/options/Journal", "{}");
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<List<(string Value, string Text)>> OfferedAsync(HttpClient client, string activity, string input, JsonObject context)
    {
        var answer = await client.PostJsonAsync($"/elsa/api/descriptors/activities/{activity}/options/{input}", new JsonObject { ["context"] = context.DeepClone() });
        answer["items"]!["Refresh"]!.GetValue<bool>().ShouldBeTrue();
        return [.. answer["items"]!["dropdown"]!["selectList"]!["items"]!.AsArray().Select(item => (item!["value"]!.GetValue<string>(), item["text"]!.GetValue<string>()))];
    }

    private static JsonObject Literal(string value) => new()
    {
        ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value },
    };

    private static async Task SaveAsync(HttpClient client, string name, JsonObject fields)
    {
        var body = new JsonObject { ["type"] = "intacct", ["fields"] = fields };
        using var saved = await client.PutAsync($"/api/v1/connections/{name}", new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json"), Token);
        saved.StatusCode.ShouldBe(HttpStatusCode.OK, await saved.Content.ReadAsStringAsync(Token));
    }
}
