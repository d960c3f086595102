using System.Net;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Api;

[Collection(typeof(ServerTests))]
public sealed class Editors_do_not_overwrite_each_other(RunningServer server)
{
    private const string Definitions = "/elsa/api/workflow-definitions";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_many_who_save_at_once_one_wins_and_the_others_hear_who_and_when()
    {
        using var client = await server.ClientAsync();
        await client.PostJsonAsync($"{Definitions}/import", Drawings.Flowchart("crowd", Drawings.WriteLine("a", "0")));
        for (var round = 1; round <= 3; round++)
        {
            var opened = await OpenAsync(client, "crowd");
            var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => SaveAsync(client, opened, $"round {round}, editor {n}")));

            var won = answers.Where(answer => answer.Status == HttpStatusCode.OK).ShouldHaveSingleItem();
            (await OpenAsync(client, "crowd"))["description"]!.GetValue<string>().ShouldBe(won.Body["workflowDefinition"]!["description"]!.GetValue<string>());
            foreach (var (status, body) in answers.Where(answer => answer.Status != HttpStatusCode.OK))
            {
                status.ShouldBe(HttpStatusCode.BadRequest);
                var message = body["errors"]!["generalErrors"]!.AsArray().ShouldHaveSingleItem()!.GetValue<string>();
                message.ShouldContain("'bootstrap'");
                message.ShouldMatch(@"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC");
                message.ShouldContain("Reload the page");
            }
        }
    }

    [Fact]
    public async Task The_first_saves_over_a_published_version_make_one_draft()
    {
        using var client = await server.ClientAsync();
        await client.PublishAsync(Drawings.Flowchart("first-draft", Drawings.WriteLine("a", "0")));
        var opened = await OpenAsync(client, "first-draft");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => SaveAsync(client, opened, $"editor {n}")));

        var won = answers.Where(answer => answer.Status == HttpStatusCode.OK).ShouldHaveSingleItem().Body["workflowDefinition"]!;
        won["version"]!.GetValue<int>().ShouldBe(2);
        var versions = (await client.GetJsonAsync($"{Definitions}/first-draft/versions"))["items"]!.AsArray();
        versions.Select(version => $"{version!["version"]} {version["isLatest"]} {version["isPublished"]}").ShouldBe(["2 true false", "1 false true"]);
    }

    [Fact]
    public async Task Publishing_retracting_and_saving_at_once_leave_one_latest_and_lose_no_save_that_was_accepted()
    {
        using var client = await server.ClientAsync();
        await client.PublishAsync(Drawings.Flowchart("busy-api", Drawings.WriteLine("a", "0")));
        for (var round = 1; round <= 4; round++)
        {
            var opened = await OpenAsync(client, "busy-api");
            var saving = SaveAsync(client, opened, $"round {round}");
            using var publishing = client.PostTextAsync($"{Definitions}/busy-api/publish", "{}");
            using var retracting = client.PostTextAsync($"{Definitions}/busy-api/retract", "{}");
            await Task.WhenAll(saving, publishing, retracting);

            (await saving).Status.ShouldBe(HttpStatusCode.OK, (await saving).Body.ToJsonString()); // publishing and retracting change no content
            (await publishing).StatusCode.ShouldBe(HttpStatusCode.OK);
            var versions = (await client.GetJsonAsync($"{Definitions}/busy-api/versions"))["items"]!.AsArray();
            versions.Count(version => version!["isLatest"]!.GetValue<bool>()).ShouldBe(1);
            versions.Count(version => version!["isPublished"]!.GetValue<bool>()).ShouldBeLessThanOrEqualTo(1);
            (await OpenAsync(client, "busy-api"))["description"]!.GetValue<string>().ShouldBe($"round {round}");
        }
    }

    [Fact]
    public async Task A_definition_that_was_deleted_does_not_come_back_by_an_open_editor()
    {
        using var client = await server.ClientAsync();
        await client.PostJsonAsync($"{Definitions}/import", Drawings.Flowchart("deleted-meanwhile", Drawings.WriteLine("a", "0")));
        var opened = await OpenAsync(client, "deleted-meanwhile");
        using (var deleted = await client.DeleteAsync($"{Definitions}/deleted-meanwhile", Token))
            deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var (status, body) = await SaveAsync(client, opened, "too late");

        status.ShouldBe(HttpStatusCode.BadRequest);
        body["errors"]!["generalErrors"]![0]!.GetValue<string>().ShouldContain("was deleted after you opened it");
        using var gone = await client.GetAsync($"{Definitions}/by-definition-id/deleted-meanwhile", Token);
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Who_sends_no_mark_saves_as_before()
    {
        using var client = await server.ClientAsync();
        var drawing = Drawings.Flowchart("unmarked", Drawings.WriteLine("a", "0"));
        await client.PostJsonAsync(Definitions, new JsonObject { ["model"] = drawing.DeepClone() });
        drawing["description"] = "again";
        var saved = await client.PostJsonAsync(Definitions, new JsonObject { ["model"] = drawing.DeepClone() });
        saved["workflowDefinition"]!["description"]!.GetValue<string>().ShouldBe("again");
    }

    [Fact]
    public async Task What_was_published_once_stays_as_it_is()
    {
        using var client = await server.ClientAsync();
        var published = await client.PublishAsync(Drawings.Flowchart("published-once", Drawings.Event("wait", "never-comes")));
        await client.PostJsonAsync($"{Definitions}/published-once/retract");
        var (_, saved) = await SaveAsync(client, await OpenAsync(client, "published-once"), "after");
        saved["workflowDefinition"]!["version"]!.GetValue<int>().ShouldBe(2);
        (await client.GetJsonAsync($"{Definitions}/by-id/{published["id"]}"))["description"].ShouldBeNull();

        var republished = await client.PostJsonAsync($"{Definitions}/published-once/publish");
        republished["workflowDefinition"]!["version"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public async Task An_export_of_an_import_is_the_import()
    {
        using var client = await server.ClientAsync();
        var drawing = Drawings.Flowchart("there-and-back", Drawings.WriteLine("a", "0"), Drawings.Activity("u", "Acme.Unknown"));
        drawing["customProperties"] = new JsonObject { ["team"] = "payments" };
        await client.PostJsonAsync($"{Definitions}/import", drawing);
        using var export = await client.GetAsync($"{Definitions}/there-and-back/export?versionOptions=Latest", Token);
        var exported = await export.JsonOfAsync();
        foreach (var member in (string[])["$schema", "id", "version", "isLatest", "isPublished"])
            exported.Remove(member);
        JsonNode.DeepEquals(exported, drawing).ShouldBeTrue(exported.ToJsonString());
    }

    private static Task<JsonObject> OpenAsync(HttpClient client, string id) => client.GetJsonAsync($"{Definitions}/by-definition-id/{id}?versionOptions=Latest");

    private static async Task<(HttpStatusCode Status, JsonObject Body)> SaveAsync(HttpClient client, JsonObject opened, string description)
    {
        var model = (JsonObject)opened.DeepClone();
        model["description"] = description;
        using var response = await client.PostTextAsync(Definitions, new JsonObject { ["model"] = model, ["publish"] = false }.ToJsonString());
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!.AsObject());
    }
}
