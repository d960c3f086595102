using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Acme.Loyalty.Tests;
using ClarityConnect.Workflows.IntegrationTests.Api;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Plugins;

/// <summary>plugins/Acme.Loyalty, as an administrator drops it and a designer uses it. The server hears of it by its drop-in folder alone.</summary>
public sealed class The_plugin_to_copy_works_on_a_running_server(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Joined = """{ "id": "ev-1", "type": "member.joined", "member": { "number": "M-2002", "name": "Bo Lind", "email": "bo@shop.example", "points": 0 } }""";

    private LoyaltyTwin program = null!;
    private PluginServer server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        program = await LoyaltyTwin.StartAsync();
        program.Join("M-1001", "Ada Hill", "ada@shop.example", points: 20);
        server = await PluginServer.StartAsync(postgres);
        server.Drop("Acme.Loyalty");
        await server.LoadedAsync("acme.loyalty", "1.0.0");
        using var saved = await server.Client.PutAsJsonAsync(
            "/api/v1/connections/acme",
            new { type = "acme.loyalty", fields = new { address = program.Address, apiKey = LoyaltyTwin.ApiKey, signingSecret = LoyaltyTwin.SigningSecret, allowPrivateAddresses = true } },
            Token);
        saved.StatusCode.ShouldBe(HttpStatusCode.OK, await saved.Content.ReadAsStringAsync(Token));
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await program.DisposeAsync();
    }

    [Fact]
    public async Task It_is_in_the_toolbox_and_its_connection_and_drop_down_ask_the_program()
    {
        foreach (var (type, name) in ((string, string)[])[("GivePoints", "Give loyalty points"), ("LookUpMember", "Look up a member"), ("MemberJoined", "Member joined")])
        {
            var descriptor = (await server.DescriptorsAsync($"Acme.Loyalty.{type}")).ShouldHaveSingleItem();
            (descriptor["displayName"]!.GetValue<string>(), descriptor["category"]!.GetValue<string>()).ShouldBe((name, "Acme Loyalty"));
        }

        var tested = await server.Client.PostJsonAsync("/api/v1/connections/acme/test");
        tested["message"]!.GetValue<string>().ShouldBe("The key belongs to Acme Stores and may do what is needed.");
        tested["succeeded"]!.GetValue<bool>().ShouldBeTrue();
        var choices = await server.Client.PostJsonAsync(
            "/elsa/api/descriptors/activities/Acme.Loyalty.GivePoints/options/Campaign", new JsonObject { ["context"] = new JsonObject { ["connection"] = "acme" } });
        choices["items"]!["dropdown"]!["selectList"]!["items"]!.AsArray().Select(item => item!["text"]!.GetValue<string>()).ShouldBe(["Spring in the shop", "Welcome"]);
    }

    [Fact]
    public async Task It_brings_an_icon_and_says_what_its_outputs_hold()
    {
        using var icon = await server.Client.GetAsync("/api/v1/plugins/acme.loyalty/icon", Token);
        using var none = await server.Client.GetAsync("/api/v1/plugins/acme.other/icon", Token);
        var icons = (await server.Client.GetFromJsonAsync<JsonArray>("/api/v1/activities/icons", Token))!.ShouldHaveSingleItem()!;
        var outputs = (await server.Client.GetFromJsonAsync<JsonArray>("/api/v1/activities/Acme.Loyalty.LookUpMember/outputs", Token))!;

        (icon.StatusCode, icon.Content.Headers.ContentType!.MediaType).ShouldBe((HttpStatusCode.OK, "image/svg+xml"));
        icon.Headers.GetValues("Content-Security-Policy").ShouldBe(["default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"]);
        none.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        icons["address"]!.GetValue<string>().ShouldBe("/api/v1/plugins/acme.loyalty/icon");
        icons["types"]!.AsArray().Select(type => type!.GetValue<string>()).ShouldBe(["Acme.Loyalty.GivePoints", "Acme.Loyalty.LookUpMember", "Acme.Loyalty.MemberJoined"], ignoreOrder: true);
        icons["categories"]!.AsArray().Select(category => category!.GetValue<string>()).ShouldBe(["Acme Loyalty"]);
        var schema = outputs.ShouldHaveSingleItem()!["schema"]!;
        schema["properties"]!.AsObject().Select(member => member.Key).ShouldBe(["number", "name", "email", "points"]);
        (await server.Client.GetAsync("/api/v1/activities/Acme.Nothing/outputs", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_workflow_looks_up_a_member_and_gives_points_although_the_answer_is_lost()
    {
        program.Plan(TwinFault.LostAfter);
        var drawing = Drawings.Flowchart(
            "loyal",
            Drawings.Activity("look", "Acme.Loyalty.LookUpMember", ("connection", "Literal", "acme"), ("email", "Literal", "ada@shop.example")),
            Drawings.Activity(
                "give",
                "Acme.Loyalty.GivePoints",
                ("connection", "Literal", "acme"),
                ("memberNumber", "JavaScript", "getOutputFrom('look').number"),
                ("points", "JavaScript", "25 * 2"),
                ("campaign", "Literal", "WELCOME")));
        drawing["root"]!["connections"]![0]!["source"]!["port"] = "Found";
        await server.Client.PublishAsync(drawing);

        var (id, _) = await server.RunAsync("loyal");
        (await server.Client.FinishedAsync(id))["subStatus"]!.GetValue<string>().ShouldBe("Finished");

        var member = (await server.OutputsAsync(id, "look"))["Result"]!;
        (member["number"]!.GetValue<string>(), member["points"]!.GetValue<int>()).ShouldBe(("M-1001", 20));
        (await server.OutputsAsync(id, "give"))["Balance"]!.GetValue<int>().ShouldBe(70);
        var given = program.Awards.ShouldHaveSingleItem();
        (given.Member, given.Points, given.Campaign).ShouldBe(("M-1001", 50, "WELCOME"));
        var inputs = (await server.Client.GetJsonAsync($"/elsa/api/activity-executions/list?WorkflowInstanceId={id}&ActivityNodeId=Workflow1:Flowchart1:give"))["items"]![0]!["activityState"]!;
        (inputs["MemberNumber"]!.GetValue<string>(), inputs["Points"]!.GetValue<int>(), inputs["Campaign"]!.GetValue<string>()).ShouldBe(("M-1001", 50, "WELCOME"));
    }

    [Fact]
    public async Task The_program_starts_a_workflow_by_a_signed_call()
    {
        await PublishWelcomeAsync();

        (await CallAsync("t=1,v1=00")).ShouldBe(HttpStatusCode.Unauthorized);
        (await CallAsync(LoyaltyTwin.Sign(Joined, TimeProvider.System.GetUtcNow()))).ShouldBe(HttpStatusCode.OK);
        (await CallAsync(LoyaltyTwin.Sign(Joined, TimeProvider.System.GetUtcNow()))).ShouldBe(HttpStatusCode.OK);

        var started = (await server.Client.GetJsonAsync("/elsa/api/workflow-instances?definitionId=welcome"))["items"]!.AsArray().ShouldHaveSingleItem()!;
        started["correlationId"]!.GetValue<string>().ShouldBe("M-2002");
        var id = started["id"]!.GetValue<string>();
        (await server.Client.FinishedAsync(id))["subStatus"]!.GetValue<string>().ShouldBe("Finished");
        (await server.OutputsAsync(id, "joined"))["Result"]!["name"]!.GetValue<string>().ShouldBe("Bo Lind");
    }

    [Fact]
    public async Task What_was_published_while_it_was_away_is_started_once_it_is_there()
    {
        Directory.Delete(Path.Combine(server.Folder, "Acme.Loyalty"), recursive: true);
        await server.GoneAsync("acme.loyalty");
        await PublishWelcomeAsync();
        (await CallAsync(LoyaltyTwin.Sign(Joined, TimeProvider.System.GetUtcNow()))).ShouldBe(HttpStatusCode.NotFound);

        server.Drop("Acme.Loyalty");

        var since = TimeProvider.System.GetTimestamp();
        while (await CallAsync(LoyaltyTwin.Sign(Joined, TimeProvider.System.GetUtcNow())) is var status && status != HttpStatusCode.OK)
        {
            TimeProvider.System.GetElapsedTime(since).ShouldBeLessThan(TimeSpan.FromSeconds(30), $"The last answer was {status}.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Token);
        }

        (await server.Client.GetJsonAsync("/elsa/api/workflow-instances?definitionId=welcome"))["items"]!.AsArray().ShouldHaveSingleItem();
    }

    private Task PublishWelcomeAsync() => server.Client.PublishAsync(Drawings.Flowchart(
        "welcome",
        Drawings.Activity("joined", "Acme.Loyalty.MemberJoined", ("connection", "Literal", "acme"), ("path", "Literal", "loyalty/members")).Starting()));

    private async Task<HttpStatusCode> CallAsync(string signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/loyalty/members") { Content = new StringContent(Joined, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Acme-Signature", signature);
        using var response = await server.Client.SendAsync(request, Token);
        return response.StatusCode;
    }
}
