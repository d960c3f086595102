using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.IntegrationTests.Embedded;
using ClarityConnect.Workflows.Persistence.Audit;
using ClarityConnect.Workflows.Studio.Access;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Api;

/// <summary>Instances leave as files and come back: here after they were deleted, or on another server with the same definition.</summary>
[Collection(typeof(ServerTests))]
public sealed class Instances_are_exchanged_by_the_api(RunningServer server)
{
    private const string Import = "/elsa/api/bulk-actions/import/workflow-instances";
    private const string CardNumber = "4111111111111111";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_waiting_instance_is_exported_deleted_imported_resumed_and_finishes()
    {
        using var client = await server.ClientAsync();
        var id = await WaitingAsync(client, "exchanged");
        var file = await ExportAsync(client, id);
        var before = await client.GetJsonAsync($"/elsa/api/workflow-instances/{id}/journal?take=1000");
        await DeleteAsync(client, id);

        using var response = await SendAsync(client, ("one.json", file));
        var report = await response.JsonOfAsync();
        report["count"]!.GetValue<int>().ShouldBe(1);
        report["instanceIds"]![0]!.GetValue<string>().ShouldBe(id);

        var state = await client.GetJsonAsync($"/elsa/api/workflow-instances/{id}");
        state["subStatus"]!.GetValue<string>().ShouldBe("Suspended");
        var after = await client.GetJsonAsync($"/elsa/api/workflow-instances/{id}/journal?take=1000");
        Lines(after).SkipLast(1).ShouldBe(Lines(before));
        Lines(after)[^1].ShouldContain("Imported");
        var bookmark = state["workflowState"]!["bookmarks"]![0]!["id"]!.GetValue<string>();
        using var resumed = await client.PostTextAsync($"/elsa/api/bookmarks/{bookmark}/resume", """{"payload":"go"}""");
        resumed.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await client.FinishedAsync(id))["subStatus"]!.GetValue<string>().ShouldBe("Finished");
        var line = await client.GetJsonAsync($"/elsa/api/activity-executions/list?WorkflowInstanceId={id}&ActivityNodeId=Workflow1:Flowchart1:line");
        line["items"]![0]!["activityState"]!["Text"]!.GetValue<string>().ShouldBe("100000 after");

        var audit = await server.ServiceAsync<AuditLog>();
        (await audit.ListAsync(null, 50, Token)).ShouldContain(entry => entry.Action == "instance.imported" && entry.Subject == id);
    }

    [Fact]
    public async Task An_event_that_came_while_the_instance_was_away_is_not_lost()
    {
        using var client = await server.ClientAsync();
        await client.PublishAsync(Drawings.Flowchart("away", Drawings.Event("wait", "away-event"), Drawings.WriteLine("line", "x")));
        var id = await StartAsync(client, "away");
        var file = await ExportAsync(client, id);
        await DeleteAsync(client, id);
        await client.PostJsonAsync("/elsa/api/events/away-event/trigger");

        using var response = await SendAsync(client, ("away.json", file));

        (await response.JsonOfAsync())["count"]!.GetValue<int>().ShouldBe(1);
        (await client.FinishedAsync(id))["subStatus"]!.GetValue<string>().ShouldBe("Finished");
    }

    [Fact]
    public async Task Finished_and_failed_instances_come_back_in_an_archive_and_a_failed_one_can_be_retried()
    {
        using var client = await server.ClientAsync();
        await client.PublishAsync(Drawings.Flowchart("archived", Drawings.WriteLine("line", "x")));
        await client.PublishAsync(Drawings.Flowchart("archived-failed", Drawings.Activity("fails", "Elsa.Fault", ("message", "Literal", "No."))));
        string[] ids = [await StartAsync(client, "archived"), await StartAsync(client, "archived-failed")];
        foreach (var id in ids)
            await client.FinishedAsync(id);
        using var exported = await client.PostTextAsync("/elsa/api/bulk-actions/export/workflow-instances", $$"""{"ids":["{{ids[0]}}","{{ids[1]}}"]}""");
        var archive = await exported.Content.ReadAsByteArrayAsync(Token);
        foreach (var id in ids)
            await DeleteAsync(client, id);

        using var response = await SendAsync(client, ("all.zip", archive), ("nonsense.json", "{"u8.ToArray()));

        var report = await response.JsonOfAsync();
        report["count"]!.GetValue<int>().ShouldBe(2);
        report["files"]![2]!["messages"]![0]!.GetValue<string>().ShouldContain("cannot be read");
        (await client.GetJsonAsync($"/elsa/api/workflow-instances/{ids[0]}"))["subStatus"]!.GetValue<string>().ShouldBe("Finished");
        var failed = await client.GetJsonAsync($"/elsa/api/workflow-instances/{ids[1]}");
        failed["subStatus"]!.GetValue<string>().ShouldBe("Faulted");
        var letter = failed["workflowState"]!["incidents"]![0]!["deadLetterId"]!.GetValue<string>();
        using var retried = await client.PostTextAsync($"/api/v1/dead-letters/{letter}/redrive", """{"verb":"Skip"}""");
        retried.StatusCode.ShouldBe(HttpStatusCode.Accepted, await retried.Content.ReadAsStringAsync(Token));
        await Eventually.IsTrueAsync(
            async () => (await client.GetJsonAsync($"/elsa/api/workflow-instances/{ids[1]}"))["subStatus"]!.GetValue<string>() == "Finished", Token);
    }

    [Fact]
    public async Task What_cannot_go_on_here_is_refused_with_words_that_name_the_file()
    {
        using var client = await server.ClientAsync();
        var id = await WaitingAsync(client, "refused");
        var file = JsonNode.Parse(await ExportAsync(client, id))!.AsObject();

        (await RefusedAsync(client, file)).ShouldContain($"There is an instance '{id}' here already");
        (await RefusedAsync(client, file, away => away["definitionId"] = "elsewhere", away => away["definitionVersionId"] = "none")).ShouldContain("'Workflow refused' (definition 'elsewhere')");
        (await RefusedAsync(client, file, row => row["status"] = "Executing")).ShouldContain("was at work");
        (await RefusedAsync(client, file, row => row["status"] = "Pending")).ShouldContain("had not begun");
        (await RefusedAsync(client, file, row => row["status"] = "Finished")).ShouldContain("both cannot be true");
        (await RefusedAsync(client, file, row => row.Parent!["bookmarks"] = new JsonArray())).ShouldContain("bookmarks are not those");
        (await RefusedAsync(client, file, row => row.Parent!["payloads"] = new JsonArray())).ShouldContain("is not in the file");
        (await RefusedAsync(client, file, row => row.Parent!["checkpoint"]!["executions"]![0]!["node"] = "Workflow1:gone")).ShouldContain("Workflow1:gone");
        (await RefusedAsync(client, file, row => row.Parent!["checkpoint"] = new JsonObject())).ShouldContain("checkpoint cannot be read");
        (await RefusedAsync(client, file, row => row.Parent!["format"] = 9)).ShouldContain("format 9");
        (await RefusedAsync(client, file, row => row.Remove("id"))).ShouldContain("cannot be read");
        // Another instance has the bookmark of this one.
        (await RefusedAsync(client, file, row => row["id"] = "twin")).ShouldContain("ids that another instance uses");
        (await RefusedAsync(client, new JsonObject { ["root"] = new JsonObject() })).ShouldContain("no exported instance");

        using var none = await SendAsync(client);
        (await none.JsonOfAsync(HttpStatusCode.BadRequest))["message"]!.GetValue<string>().ShouldContain("no files");
        using var large = await SendAsync(client, ("large.json", new byte[(10 * 1024 * 1024) + 1]));
        (await large.JsonOfAsync(HttpStatusCode.BadRequest))["message"]!.GetValue<string>().ShouldContain("at most");
    }

    [Fact]
    public async Task Another_server_knows_the_definition_by_its_content()
    {
        using var client = await server.ClientAsync();
        var id = await WaitingAsync(client, "moved");
        var file = JsonNode.Parse(await ExportAsync(client, id))!.AsObject();
        await DeleteAsync(client, id);
        file["snapshot"]!["instance"]!["definitionVersionId"] = "of-another-server";
        file["snapshot"]!["instance"]!["version"] = 7;

        using var response = await SendAsync(client, ("moved.json", Encoding.UTF8.GetBytes(file.ToJsonString(new() { WriteIndented = true }))));

        await response.JsonOfAsync();
        var state = await client.GetJsonAsync($"/elsa/api/workflow-instances/{id}");
        state["version"]!.GetValue<int>().ShouldBe(1);
        using var resumed = await client.PostTextAsync($"/elsa/api/bookmarks/{state["workflowState"]!["bookmarks"]![0]!["id"]}/resume", "{}");
        (await client.FinishedAsync(id))["subStatus"]!.GetValue<string>().ShouldBe("Finished");
    }

    [Fact]
    public async Task Only_those_who_operate_take_instances_in_and_out_whole_and_card_data_is_masked()
    {
        using var client = await server.ClientAsync();
        var id = await WaitingAsync(client, "whole");
        Encoding.UTF8.GetString(await ExportAsync(client, id)).ShouldNotContain(CardNumber);
        foreach (var role in (string[])[AccessPolicy.Viewer, AccessPolicy.Designer])
        {
            using var reader = await server.ClientOfAsync(role);
            var file = await ExportAsync(reader, id);
            JsonNode.Parse(file)!["snapshot"].ShouldBeNull();
            using var forbidden = await SendAsync(reader, ("x.json", file));
            forbidden.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            using var useless = await SendAsync(client, ("x.json", file));
            (await useless.JsonOfAsync(HttpStatusCode.BadRequest))["message"]!.GetValue<string>().ShouldContain("Export it as an Operator");
        }
    }

    /// <summary>An instance that waits with a large value and a card number in its variables.</summary>
    private static async Task<string> WaitingAsync(HttpClient client, string definitionId)
    {
        var drawing = Drawings.Flowchart(
            definitionId,
            Drawings.Activity("large", "Elsa.RunJavaScript", ("script", "Literal", $"setVariable('Large', 'x'.repeat(100000)); setVariable('Card', 'pays with {CardNumber}')")),
            Drawings.Event("wait", $"{definitionId}-never"),
            Drawings.Activity("line", "Elsa.WriteLine", ("text", "JavaScript", "`${getLarge().length} after`")));
        drawing["variables"] = new JsonArray(new JsonObject { ["id"] = "v1", ["name"] = "Large" }, new JsonObject { ["id"] = "v2", ["name"] = "Card" });
        await client.PublishAsync(drawing);
        return await StartAsync(client, definitionId);
    }

    private static async Task<string> StartAsync(HttpClient client, string definitionId)
    {
        var id = (await client.PostJsonAsync($"/elsa/api/workflow-definitions/{definitionId}/dispatch"))["workflowInstanceId"]!.GetValue<string>();
        await Eventually.IsTrueAsync(
            async () => (await client.GetJsonAsync($"/elsa/api/workflow-instances/{id}"))["subStatus"]!.GetValue<string>() is not ("Pending" or "Executing"), Token);
        return id;
    }

    private static async Task<byte[]> ExportAsync(HttpClient client, string id)
    {
        using var response = await client.GetAsync($"/elsa/api/workflow-instances/{id}/export", Token);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await response.Content.ReadAsByteArrayAsync(Token);
    }

    private static async Task DeleteAsync(HttpClient client, string id)
    {
        using var deleted = await client.DeleteAsync($"/elsa/api/workflow-instances/{id}", Token);
        deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await Eventually.IsTrueAsync(
            async () =>
            {
                using var response = await client.GetAsync($"/elsa/api/workflow-instances/{id}", Token);
                return response.StatusCode == HttpStatusCode.NotFound;
            },
            Token);
    }

    private static async Task<string> RefusedAsync(HttpClient client, JsonObject file, params Action<JsonObject>[] changes)
    {
        var changed = file.DeepClone().AsObject();
        foreach (var change in changes)
            change(changed["snapshot"]!["instance"]!.AsObject());
        using var response = await SendAsync(client, ("case.json", Encoding.UTF8.GetBytes(changed.ToJsonString())));
        var message = (await response.JsonOfAsync(HttpStatusCode.BadRequest))["message"]!.GetValue<string>();
        message.ShouldContain("'case.json'");
        return message;
    }

    private static List<string> Lines(JsonObject journal) =>
        [.. journal["items"]!.AsArray().Select(line => $"{line!["sequence"]} {line["timestamp"]} {line["eventName"]} {line["activityId"]} {line["message"]} {line["activityState"]} {line["payload"]}")];

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, params (string Name, byte[] Content)[] files)
    {
        using var form = new MultipartFormDataContent { { new StringContent("x"), "note" } };
        foreach (var (name, content) in files)
            form.Add(new ByteArrayContent(content), "files", name);
        return await client.PostAsync(Import, form, Token);
    }
}
