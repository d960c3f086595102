using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Api;

/// <summary>Shape, paging and errors of what the designer calls, as far as other tests do not look at it.</summary>
[Collection(typeof(ServerTests))]
public sealed class The_designer_api_keeps_its_contract(RunningServer server)
{
    private const string Api = "/elsa/api";
    private const string Definitions = $"{Api}/workflow-definitions";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lists_of_definitions_are_paged_filtered_and_linked()
    {
        using var client = await server.ClientAsync();
        foreach (var n in (int[])[1, 2, 3])
            await client.PublishAsync(Drawings.Flowchart($"listed-{n}", Drawings.WriteLine("a", "x")));
        var drawing = Drawings.Flowchart("listed-1", Drawings.WriteLine("a", "y"));
        await client.PostJsonAsync($"{Definitions}/import", drawing); // a draft over a published version
        const string Three = "DefinitionIds=listed-1&DefinitionIds=listed-2&DefinitionIds=listed-3";

        (await IdsAsync(client, $"versionOptions=Latest&Page=0&PageSize=10&SearchTerm=listed-&IsSystem=False&OrderDirection=Ascending&OrderBy=Name")).ShouldBe(["listed-1 2", "listed-2 1", "listed-3 1"]);
        (await IdsAsync(client, $"versionOptions=Latest&page=1&pagesize=2&{Three}&orderby=Name&orderdirection=Ascending")).ShouldBe(["listed-3 1"]);
        (await IdsAsync(client, $"versionOptions=&{Three}")).Count.ShouldBe(4);
        (await IdsAsync(client, $"versionOptions=LatestOrPublished&{Three}&OrderBy=Version&OrderDirection=Descending")).Count.ShouldBe(4);
        (await IdsAsync(client, $"versionOptions=Draft&{Three}")).ShouldBe(["listed-1 2"]);
        (await IdsAsync(client, $"versionOptions=LatestAndPublished&{Three}&OrderBy=Name")).ShouldBe(["listed-2 1", "listed-3 1"]);
        (await IdsAsync(client, $"versionOptions=1&DefinitionIds=listed-1")).ShouldBe(["listed-1 1"]);
        (await IdsAsync(client, $"versionOptions=Latest&IsSystem=True&{Three}")).ShouldBeEmpty();
        (await IdsAsync(client, $"versionOptions=Latest&Page=-3&PageSize=2&{Three}")).Count.ShouldBe(2);
        (await IdsAsync(client, $"versionOptions=Latest&Page=2147483647&PageSize=2147483647&{Three}")).ShouldBeEmpty();

        var page = await client.GetJsonAsync($"{Definitions}?versionOptions=Latest&Page=0&PageSize=2&{Three}");
        page["totalCount"]!.GetValue<int>().ShouldBe(3);
        Rels(page["links"]!).ShouldBe(["self", "is-name-unique", "count", "many-by-id", "bulk-delete-by-definition-id", "bulk-delete-by-id", "bulk-publish", "bulk-retract", "import", "import-files", "create"]);
        foreach (var item in page["items"]!.AsArray())
        {
            item!["materializerName"]!.GetValue<string>().ShouldBe("Json");
            item["isMaterializerAvailable"]!.GetValue<bool>().ShouldBeTrue();
            item["createdAt"]!.GetValue<DateTimeOffset>().Year.ShouldBeGreaterThan(2000);
            Rels(item["links"]!).ShouldContain("publish");
        }

        var all = await client.GetJsonAsync(Definitions);
        all["items"]!.AsArray().Count.ShouldBe(all["totalCount"]!.GetValue<int>());
        all["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>()).ShouldBeUnique();
        (await client.GetJsonAsync($"{Definitions}/query/count"))["count"]!.GetValue<int>().ShouldBeGreaterThanOrEqualTo(3);
    }

    [Theory]
    [InlineData("Viewer", false)]
    [InlineData("Operator", false)]
    [InlineData("Designer", true)]
    [InlineData("Administrator", true)]
    public async Task Only_who_may_edit_gets_the_links_that_unlock_editing(string role, bool mayEdit)
    {
        using (var administrator = await server.ClientAsync())
            await administrator.PostJsonAsync($"{Definitions}/import", Drawings.Flowchart("linked", Drawings.WriteLine("a", "x")));
        using var client = await server.ClientOfAsync(role);
        var list = await client.GetJsonAsync($"{Definitions}?versionOptions=Latest&DefinitionIds=linked");
        Rels(list["links"]!).Contains("bulk-publish").ShouldBe(mayEdit);
        Rels(list["items"]![0]!["links"]!).Contains("publish").ShouldBe(mayEdit);
        var one = await client.GetJsonAsync($"{Definitions}/by-definition-id/linked");
        Rels(one["links"]!).Contains("publish").ShouldBe(mayEdit);
        var many = await client.GetJsonAsync($"{Definitions}/many-by-id?ids={one["id"]}&ids=none&ids={one["id"]}");
        many["count"]!.GetValue<int>().ShouldBe(1);
        Rels(many["items"]![0]!["links"]!).Contains("publish").ShouldBe(mayEdit);
    }

    [Fact]
    public async Task An_answer_has_no_missing_collection_and_texts_where_the_designer_edits_text()
    {
        using var client = await server.ClientAsync();
        var drawing = Drawings.Flowchart("sparse", Drawings.WriteLine("a", "x"));
        drawing["root"]!["activities"]!.AsArray().Add(JsonNode.Parse(
            """{"id":"out","type":"Elsa.SetOutput","outputValue":{"typeName":null,"expression":{"type":"Object","value":{"a":[1,2]}},"memoryReference":null},"outputName":null}"""));
        drawing["root"]!["activities"]!.AsArray().Add(JsonNode.Parse("""{"id":"seq","type":"Elsa.Sequence"}"""));
        drawing["root"]!["activities"]!.AsArray().Add(JsonNode.Parse("""{"id":"flow","type":"Elsa.Flowchart","connections":[{"source":"x","target":"y","sourcePort":"Yes"}]}"""));
        foreach (var member in (string[])["variables", "inputs", "outputs", "outcomes", "customProperties", "options"])
            drawing[member] = null;
        drawing["toolVersion"] = "three";

        var shown = await client.PostJsonAsync($"{Definitions}/import", drawing);

        foreach (var list in (string[])["variables", "inputs", "outputs", "outcomes", "links"])
            shown[list].ShouldBeOfType<JsonArray>(list);
        foreach (var json in (string[])["customProperties", "options", "root"])
            shown[json].ShouldBeOfType<JsonObject>(json);
        shown["toolVersion"].ShouldBeNull();
        shown["isReadonly"]!.GetValue<bool>().ShouldBeFalse();
        foreach (var activity in shown["root"]!["activities"]!.AsArray())
        {
            activity!["name"]!.GetValue<string>().ShouldNotBeEmpty();
            activity["nodeId"]!.GetValue<string>().ShouldBe($"Workflow1:Flowchart1:{activity["id"]}");
            activity["version"]!.GetValue<int>().ShouldBe(1);
            activity["metadata"].ShouldBeOfType<JsonObject>();
            activity["customProperties"].ShouldBeOfType<JsonObject>();
        }

        var (output, sequence, flow) = (shown["root"]!["activities"]![1]!, shown["root"]!["activities"]![2]!, shown["root"]!["activities"]![3]!);
        output["outputValue"]!["expression"]!["value"]!.GetValue<string>().ShouldBe("""{"a":[1,2]}""");
        output["outputValue"]!["typeName"]!.GetValue<string>().ShouldBe("Object");
        sequence["activities"].ShouldBeOfType<JsonArray>();
        flow["connections"]![0]!.ToJsonString().ShouldBe("""{"source":{"activity":"x","port":"Yes"},"target":{"activity":"y","port":"In"},"sourcePort":"Yes","vertices":[]}""");
    }

    [Fact]
    public async Task Names_are_unique_whatever_their_case()
    {
        using var client = await server.ClientAsync();
        await client.PostJsonAsync($"{Definitions}/import", Drawings.Flowchart("named-100%", Drawings.WriteLine("a", "x")));
        (await IsUniqueAsync("name=WORKFLOW NAMED-100%25")).ShouldBeFalse();
        (await IsUniqueAsync("name=Workflow named-100%25&definitionId=named-100%25")).ShouldBeTrue();
        (await IsUniqueAsync("name=Workflow named-1000")).ShouldBeTrue();
        (await IsUniqueAsync("name=")).ShouldBeTrue();

        async Task<bool> IsUniqueAsync(string query) => (await client.GetJsonAsync($"{Definitions}/validation/is-name-unique?{query}"))["isUnique"]!.GetValue<bool>();
    }

    [Fact]
    public async Task Bulk_answers_have_all_their_lists()
    {
        using var client = await server.ClientAsync();
        await client.PostJsonAsync($"{Definitions}/import", Drawings.Flowchart("bulk-good", Drawings.WriteLine("a", "x")));
        await client.PostJsonAsync($"{Definitions}/import", Drawings.Flowchart("bulk-bad", Drawings.Activity("E1", "Elsa.Event")));
        var ids = new JsonObject { ["definitionIds"] = new JsonArray("bulk-good", "bulk-bad", "bulk-none") };
        var publish = $"{Api}/bulk-actions/publish/workflow-definitions/by-definition-ids";

        var published = await client.PostJsonAsync(publish, ids);
        published.Select(member => $"{member.Key} {member.Value!.AsArray().Count}").ShouldBe(["published 1", "alreadyPublished 0", "notFound 1", "updatedConsumers 0", "problems 1"]);
        (await client.PostJsonAsync(publish, ids))["alreadyPublished"]!.AsArray().Count.ShouldBe(1);
        using (var refused = await client.PostTextAsync(publish, """{"definitionIds":["bulk-bad"]}"""))
            (await refused.JsonOfAsync(HttpStatusCode.BadRequest))["errors"]!["generalErrors"]![0]!.GetValue<string>().ShouldContain("Event name");

        var retract = $"{Api}/bulk-actions/retract/workflow-definitions/by-definition-ids";
        (await client.PostJsonAsync(retract, ids)).Select(member => $"{member.Key} {member.Value!.AsArray().Count}").ShouldBe(["retracted 1", "alreadyRetracted 1", "notFound 1"]);
        (await client.PostJsonAsync($"{Api}/bulk-actions/delete/workflow-definitions/by-definition-id"))["deleted"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task Versions_with_instances_stay_readable_however_they_are_deleted()
    {
        using var client = await server.ClientAsync();
        foreach (var (id, delete) in (ValueTuple<string, Func<string, Task>>[])
        [
            ("kept-by-definition", async _ => (await client.DeleteAsync($"{Definitions}/kept-by-definition", Token)).Dispose()),
            ("kept-by-bulk", _ => client.PostJsonAsync($"{Api}/bulk-actions/delete/workflow-definitions/by-definition-id", new JsonObject { ["definitionIds"] = new JsonArray("kept-by-bulk") })),
            ("kept-by-bulk-id", version => client.PostJsonAsync($"{Api}/bulk-actions/delete/workflow-definitions/by-id", new JsonObject { ["ids"] = new JsonArray(version) })),
        ])
        {
            await client.PublishAsync(Drawings.Flowchart(id, Drawings.Event("wait", "never-comes")));
            var run = (await client.PostJsonAsync($"{Definitions}/{id}/execute"))["workflowState"]!;
            var version = (await client.GetJsonAsync($"{Api}/workflow-instances/{run["id"]}"))["definitionVersionId"]!.GetValue<string>();
            await delete(version);
            (await client.GetJsonAsync($"{Definitions}/by-id/{version}"))["definitionId"]!.GetValue<string>().ShouldBe(id);
            (await client.GetJsonAsync($"{Definitions}?versionOptions=&DefinitionIds={id}"))["totalCount"]!.GetValue<int>().ShouldBe(0);
            using var again = await client.DeleteAsync($"{Definitions}/{id}", Token);
            again.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task Instances_are_filtered_by_time_and_paged_exactly()
    {
        using var client = await server.ClientAsync();
        await client.PublishAsync(Drawings.Flowchart("timed", Drawings.WriteLine("a", "x")));
        var ids = new List<string>();
        for (var n = 0; n < 3; n++)
            ids.Add((await client.PostJsonAsync($"{Definitions}/timed/execute"))["workflowState"]!["id"]!.GetValue<string>());
        var second = await client.GetJsonAsync($"{Api}/workflow-instances/{ids[1]}");
        second["workflowState"].ShouldBeOfType<JsonObject>();
        var created = second["createdAt"]!.GetValue<DateTimeOffset>();

        (await ListAsync("CreatedAt", "GreaterThan", created)).ShouldBe([ids[2]]);
        (await ListAsync("createdAt", "GreaterThanOrEqual", created)).ShouldBe([ids[2], ids[1]]);
        (await ListAsync("CreatedAt", "LessThan", created.ToOffset(TimeSpan.FromHours(2)))).ShouldBe([ids[0]]);
        (await ListAsync("CreatedAt", "Is", created)).ShouldBe([ids[1]]);
        (await ListAsync("FinishedAt", "IsNot", DateTimeOffset.UnixEpoch)).Count.ShouldBe(3);
        using var wrong = await client.PostTextAsync($"{Api}/workflow-instances", """{"timestampFilters":[{"column":"Birthday","operator":"Is","timestamp":"2026-01-01T00:00:00Z"}]}""");
        (await wrong.JsonOfAsync(HttpStatusCode.BadRequest))["errors"]!["generalErrors"]![0]!.GetValue<string>().ShouldContain("Birthday");

        var page = await client.PostJsonAsync($"{Api}/workflow-instances", JsonNode.Parse("""{"page":1,"pageSize":2,"definitionIds":["timed"],"orderBy":"Created","orderDirection":"Descending","isSystem":false}"""));
        page["items"]!.AsArray().Single()!["id"]!.GetValue<string>().ShouldBe(ids[0]);
        page["totalCount"]!.GetValue<int>().ShouldBe(3);
        var row = page["items"]![0]!.AsObject();
        row.Select(member => member.Key).ShouldBe(
            ["id", "definitionId", "definitionVersionId", "version", "status", "subStatus", "correlationId", "name", "incidentCount", "createdAt", "updatedAt", "finishedAt"], ignoreOrder: true);
        row["status"]!.GetValue<string>().ShouldBe("Finished");
        (await client.PostJsonAsync($"{Api}/workflow-instances", JsonNode.Parse("""{"isSystem":true}""")))["totalCount"]!.GetValue<int>().ShouldBe(0);

        async Task<List<string>> ListAsync(string column, string comparison, DateTimeOffset time)
        {
            var list = await client.PostJsonAsync($"{Api}/workflow-instances", new JsonObject
            {
                ["definitionIds"] = new JsonArray("timed"),
                ["timestampFilters"] = new JsonArray(new JsonObject { ["column"] = column, ["operator"] = comparison, ["timestamp"] = time }),
            });
            return [.. list["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>())];
        }
    }

    [Fact]
    public async Task A_finished_instance_is_viewed_exported_and_asked_about()
    {
        using var client = await server.ClientAsync();
        await client.PublishAsync(Drawings.Flowchart("viewed", Drawings.WriteLine("a", "x"), Drawings.WriteLine("b", "y")));
        var id = (await client.PostJsonAsync($"{Definitions}/viewed/execute"))["workflowState"]!["id"]!.GetValue<string>();

        var state = await client.GetJsonAsync($"{Api}/workflow-instances/{id}/execution-state");
        state.Select(member => member.Key).ShouldBe(["status", "subStatus", "workflowSubStatus", "updatedAt"]);
        (await client.GetJsonAsync($"{Api}/workflow-instances/{id}/variables"))["items"].ShouldBeOfType<JsonArray>();
        var journal = await client.GetJsonAsync($"{Api}/workflow-instances/{id}/journal?skip=1&take=2");
        journal["items"]!.AsArray().Count.ShouldBe(2);
        var whole = await client.PostJsonAsync($"{Api}/workflow-instances/{id}/journal?skip=0&take=1000", new JsonObject { ["filter"] = null });
        whole["items"]![1]!["id"]!.GetValue<string>().ShouldBe(journal["items"]![0]!["id"]!.GetValue<string>());
        whole["items"]!.AsArray().Select(line => line!["sequence"]!.GetValue<long>()).ShouldBeInOrder();
        whole["items"]!.AsArray().Select(line => line!["id"]!.GetValue<string>()).ShouldBeUnique();

        var node = new JsonObject { ["workflowInstanceId"] = id, ["activityNodeIds"] = new JsonArray("Workflow1:Flowchart1:a", "Workflow1:Flowchart1:a") };
        (await client.PostJsonAsync($"{Api}/activity-executions/report", node))["stats"]!.AsArray().Count.ShouldBe(1);
        var summaries = await client.GetJsonAsync($"{Api}/activity-execution-summaries/list?WorkflowInstanceId={id}&ActivityNodeId=Workflow1:Flowchart1:a");
        var execution = summaries["items"]!.AsArray().Single()!;
        execution["status"]!.GetValue<string>().ShouldBe("Completed");
        var stack = await client.GetJsonAsync($"{Api}/activity-executions/{execution["id"]}/call-stack?skip=0&take=100");
        stack["activityExecutionId"]!.GetValue<string>().ShouldBe(execution["id"]!.GetValue<string>());
        stack["items"]!.AsArray().Count.ShouldBe(stack["totalCount"]!.GetValue<int>());

        using var export = await client.GetAsync($"{Api}/workflow-instances/{id}/export", Token);
        export.Content.Headers.ContentDisposition!.FileName.ShouldBe($"workflow-instance-{id}.json");
        (await export.JsonOfAsync()).Take(4).Select(member => member.Key).ShouldBe(["workflowState", "bookmarks", "activityExecutionRecords", "workflowExecutionLogRecords"]);
        using var cancelled = await client.PostTextAsync($"{Api}/cancel/workflow-instances/{id}", "");
        cancelled.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("GET", "/workflow-definitions/by-definition-id/none", 404)]
    [InlineData("GET", "/workflow-definitions/by-id/none", 404)]
    [InlineData("GET", "/workflow-definitions?versionOptions=Newest", 400)]
    [InlineData("GET", "/workflow-definitions/none/export", 404)]
    [InlineData("GET", "/workflow-definitions/subgraph/none", 404)]
    [InlineData("GET", "/workflow-definitions/none/versions", 404)]
    [InlineData("POST", "/workflow-definitions/none/publish", 404)]
    [InlineData("POST", "/workflow-definitions/none/retract", 404)]
    [InlineData("POST", "/workflow-definitions/none/revert/1", 404)]
    [InlineData("POST", "/workflow-definitions/none/execute", 404)]
    [InlineData("POST", "/workflow-definitions/none/dispatch", 404)]
    [InlineData("DELETE", "/workflow-definitions/none", 404)]
    [InlineData("DELETE", "/workflow-definition-versions/none", 404)]
    [InlineData("POST", "/bulk-actions/export/workflow-definitions", 404, """{"ids":["none"]}""")]
    [InlineData("POST", "/workflow-definitions", 400, "{}")]
    [InlineData("POST", "/workflow-definitions", 400, "{\"model\":\n {oops}}")]
    [InlineData("POST", "/workflow-definitions", 400, "[]")]
    [InlineData("POST", "/workflow-definitions/import", 400, "[1]")]
    [InlineData("GET", "/workflow-instances/none", 404)]
    [InlineData("GET", "/workflow-instances/none/variables", 404)]
    [InlineData("GET", "/workflow-instances/none/execution-state", 404)]
    [InlineData("GET", "/workflow-instances/none/export", 404)]
    [InlineData("DELETE", "/workflow-instances/none", 404)]
    [InlineData("POST", "/cancel/workflow-instances/none", 404)]
    [InlineData("POST", "/workflow-instances", 400, """{"page":"x"}""")]
    [InlineData("GET", "/activity-executions/by-id?id=none", 404)]
    [InlineData("GET", "/activity-executions/none/call-stack", 404)]
    [InlineData("POST", "/tasks/none/complete", 404)]
    public async Task A_refusal_says_why_where_the_designer_looks(string method, string path, int status, string body = "{}")
    {
        using var client = await server.ClientAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), Api + path);
        if (method == "POST")
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request, Token);
        var refusal = await response.JsonOfAsync((HttpStatusCode)status);
        refusal["statusCode"]!.GetValue<int>().ShouldBe(status);
        refusal["errors"]!["generalErrors"]!.AsArray().ShouldNotBeEmpty();
        refusal["errors"]!["generalErrors"]![0]!.GetValue<string>().Length.ShouldBeGreaterThan(15);
        refusal["message"]!.GetValue<string>().ShouldBe(refusal["errors"]!["generalErrors"]![0]!.GetValue<string>());
    }

    [Theory]
    [InlineData("GET", "/workflow-definitions?Page=x", 400)]
    [InlineData("GET", "/no-such-route", 404)]
    [InlineData("PATCH", "/workflow-definitions", 405)]
    public async Task What_no_endpoint_answers_is_a_problem_document(string method, string path, int status)
    {
        using var client = await server.ClientAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), Api + path);
        using var response = await client.SendAsync(request, Token);
        ((int)response.StatusCode).ShouldBe(status);
        response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        (await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(Token), cancellationToken: Token)).RootElement.GetProperty("status").GetInt32().ShouldBe(status);
    }

    private static async Task<List<string>> IdsAsync(HttpClient client, string query) =>
        [.. (await client.GetJsonAsync($"{Definitions}?{query}"))["items"]!.AsArray().Select(item => $"{item!["definitionId"]} {item["version"]}")];

    private static List<string> Rels(JsonNode links) => [.. links.AsArray().Select(link => link!["rel"]!.GetValue<string>())];
}
