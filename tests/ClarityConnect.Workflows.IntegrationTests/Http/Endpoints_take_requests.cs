using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.IntegrationTests.Api;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Http;

/// <summary>The rules by which HTTP endpoints match and read requests. The numbers are those of the reference cases.</summary>
[Collection(typeof(ServerTests))]
public sealed class Endpoints_take_requests(RunningServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task M107_M108_route_values_are_decoded_and_found_in_both_spellings()
    {
        using var client = await PublishAsync(HttpDrawings.Echo(
            "m108", HttpDrawings.Endpoint("m108/{userId}/items/{item}"), "const route = getOutputFrom('in', 'RouteData'); [route.userid, route.userId, route.item].join('|')"));

        (await TextAsync(client, "/workflows/m108/J%C3%B6rg%20B/items/a%2Fb")).ShouldBe("Jörg B|Jörg B|a/b");
        using var missing = await client.GetAsync("/workflows/m108/42/items", Token);
        missing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var empty = await client.GetAsync("/workflows/m108//items/1", Token);
        empty.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task M109_a_method_that_is_not_supported_is_not_found()
    {
        using var client = await PublishAsync(HttpDrawings.Echo("m109", HttpDrawings.Endpoint("m109", "GET POST PUT DELETE"), "getOutputFrom('in').method"));

        foreach (var method in new[] { "GET", "POST", "PUT", "DELETE" })
        {
            using var answered = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), "/workflows/m109"), Token);
            (await answered.Content.ReadAsStringAsync(Token)).ShouldBe(method);
        }

        using var refused = await client.SendAsync(new HttpRequestMessage(HttpMethod.Patch, "/workflows/m109"), Token);
        refused.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task M110_paths_match_in_any_case()
    {
        using var client = await PublishAsync(HttpDrawings.Echo("m110", HttpDrawings.Endpoint("M110/Case/{Id}"), "getOutputFrom('in', 'RouteData').id"));

        (await TextAsync(client, "/workflows/m110/cASE/AbC")).ShouldBe("AbC");
    }

    [Fact]
    public async Task M111_query_and_headers_are_dictionaries()
    {
        using var client = await PublishAsync(HttpDrawings.Echo(
            "m111", HttpDrawings.Endpoint("m111", "GET POST"), "({ query: getOutputFrom('in', 'QueryStringData'), header: getOutputFrom('in', 'Headers')['X-Sent'], secret: getOutputFrom('in', 'Headers').Authorization ?? null, content: getOutputFrom('in', 'ParsedContent') })"));
        client.DefaultRequestHeaders.Add("X-Sent", "yes, please");
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer secret");

        var seen = await client.GetJsonAsync("/workflows/m111?name=J%C3%B6rg+B&tag=a&tag=b&empty=");
        seen["query"]!.ToJsonString().ShouldBe("""{"name":"J\u00F6rg B","tag":["a","b"],"empty":""}""");
        seen["header"]!.GetValue<string>().ShouldBe("yes, please");
        seen["secret"].ShouldBeNull();

        using var form = await client.PostAsync("/workflows/m111", new FormUrlEncodedContent([]), Token);
        (await form.JsonOfAsync())["content"]!.ToJsonString().ShouldBe("{}");
    }

    [Fact]
    public async Task M112_json_is_parsed_and_malformed_json_refused()
    {
        using var client = await PublishAsync(HttpDrawings.Echo(
            "m112", HttpDrawings.Endpoint("m112", "POST"), "({ content: getOutputFrom('in', 'ParsedContent') })"));

        using var parsed = await client.PostTextAsync("/workflows/m112", """{"OrderId":7,"lineItems":[{"SKU":"x"}]}""");
        (await parsed.JsonOfAsync())["content"]!.ToJsonString().ShouldBe("""{"OrderId":7,"lineItems":[{"SKU":"x"}]}""");
        using var malformed = await client.PostTextAsync("/workflows/m112", """{"OrderId":""");
        malformed.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var empty = await client.PostTextAsync("/workflows/m112", "");
        (await empty.JsonOfAsync())["content"].ShouldBeNull();
        using var text = await client.PostAsync("/workflows/m112", new StringContent("größer", Encoding.Latin1, "text/plain"), Token);
        (await text.JsonOfAsync())["content"]!.GetValue<string>().ShouldBe("größer");
    }

    [Fact]
    public async Task M113_form_fields_become_a_dictionary()
    {
        using var client = await PublishAsync(HttpDrawings.Echo("m113", HttpDrawings.Endpoint("m113", "POST"), "({ content: getOutputFrom('in', 'ParsedContent') })"));

        using var fields = new FormUrlEncodedContent([new("Name", "Jörg & Co"), new("tag", "a"), new("tag", "b")]);
        using var encoded = await client.PostAsync("/workflows/m113", fields, Token);
        (await encoded.JsonOfAsync())["content"]!["Name"]!.GetValue<string>().ShouldBe("Jörg & Co");
        using var parts = new MultipartFormDataContent { { new StringContent("7"), "amount" } };
        using var multipart = await client.PostAsync("/workflows/m113", parts, Token);
        (await multipart.JsonOfAsync())["content"]!["amount"]!.GetValue<string>().ShouldBe("7");
        using var broken = new StringContent("no form at all");
        broken.Headers.Remove("Content-Type");
        broken.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data");
        using var refused = await client.PostAsync("/workflows/m113", broken, Token);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task M113_a_body_over_the_limit_is_refused_and_starts_nothing(bool isChunked)
    {
        var name = $"m113-limit-{isChunked}";
        using var client = await PublishAsync(HttpDrawings.Echo(name, HttpDrawings.Endpoint(name, "POST", ("requestSizeLimit", "Literal", "8")), "'ok'"));

        using var large = await client.SendAsync(Post($"/workflows/{name}", "123456789", isChunked), Token);
        large.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        using var small = await client.SendAsync(Post($"/workflows/{name}", "12345678", isChunked), Token);
        small.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await CountAsync(name)).ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_the_limit_takes_its_port_if_that_is_exposed(bool isChunked)
    {
        var name = $"too-large-{isChunked}";
        var endpoint = HttpDrawings.Endpoint(name, "POST", ("requestSizeLimit", "Literal", "8")).With("exposeRequestTooLargeOutcome", true);
        using var client = await PublishAsync(HttpDrawings.Graph(
            name,
            [endpoint, HttpDrawings.Answer("ok", "'ok'"), HttpDrawings.Answer("no", "'too much for ' + getOutputFrom('in').path", "RequestEntityTooLarge")],
            ("in", "Done", "ok"), ("in", "Request too large", "no")));

        using var response = await client.SendAsync(Post($"/workflows/{name}", "123456789", isChunked), Token);
        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await response.Content.ReadAsStringAsync(Token)).ShouldBe($"too much for /{name}");
    }

    [Fact]
    public async Task M115_a_waiting_instance_is_resumed_by_its_id_while_others_wait()
    {
        using var client = await PublishAsync(Drawings.Flowchart(
            "m115", HttpDrawings.Endpoint("m115/start"), HttpDrawings.Answer("began", "getWorkflowInstanceId()"), HttpDrawings.Waiting("wait", "m115/{step}", "POST PUT"),
            HttpDrawings.Answer("went", "getWorkflowInstanceId() + ':' + getOutputFrom('wait').method + ':' + getOutputFrom('wait', 'RouteData').step + ':' + getOutputFrom('wait', 'ParsedContent').sum")));
        var first = await TextAsync(client, "/workflows/m115/start");
        var second = await TextAsync(client, "/workflows/m115/start");

        using var unnamed = await client.PostTextAsync("/workflows/m115/go", "{}");
        unnamed.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var put = await client.PutAsync($"/workflows/m115/go?workflowInstanceId={second}", new StringContent("""{"sum":5}""", Encoding.UTF8, "application/json"), Token);
        (await put.Content.ReadAsStringAsync(Token)).ShouldBe($"{second}:PUT:go:5");
        using var post = await client.PostTextAsync($"/workflows/m115/on?workflowInstanceId={first}", """{"sum":6}""");
        (await post.Content.ReadAsStringAsync(Token)).ShouldBe($"{first}:POST:on:6");
        using var again = await client.PostTextAsync($"/workflows/m115/on?workflowInstanceId={first}", """{"sum":6}""");
        again.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task M115_a_waiting_instance_is_resumed_by_its_correlation_id()
    {
        using var client = await PublishAsync(Drawings.Flowchart(
            "m115c", HttpDrawings.Endpoint("m115c/start"), HttpDrawings.Answer("began", "'began'"), HttpDrawings.Waiting("wait", "m115c/go"),
            HttpDrawings.Answer("went", "getCorrelationId()")));
        using var elsewhere = await PublishAsync(Drawings.Flowchart("m115d", HttpDrawings.Endpoint("m115d/start"), HttpDrawings.Answer("began", "'began'"), Drawings.Event("event", "m115d")));
        await TextAsync(client, "/workflows/m115c/start?correlationId=order-1");
        await TextAsync(client, "/workflows/m115c/start?correlationId=order-2");
        // A younger instance of the same correlation id waits for something else.
        await TextAsync(client, "/workflows/m115d/start?correlationId=order-2");

        (await TextAsync(client, "/workflows/m115c/go?correlationId=order-2")).ShouldBe("order-2");
        (await TextAsync(client, "/workflows/m115c/go?correlationId=order-1")).ShouldBe("order-1");
    }

    [Fact]
    public async Task A_caller_is_not_faster_than_the_instance_that_it_was_told_of()
    {
        using var client = await PublishAsync(Drawings.Flowchart("arrive", HttpDrawings.Endpoint("arrive/start"), HttpDrawings.Waiting("wait", "arrive/go"), Drawings.WriteLine("line", "on")));
        for (var i = 0; i < 5; i++)
        {
            using var begun = await client.GetAsync("/workflows/arrive/start", Token);
            begun.StatusCode.ShouldBe(HttpStatusCode.Accepted);
            using var gone = await client.GetAsync($"/workflows/arrive/go?workflowInstanceId={begun.Headers.GetValues("x-elsa-workflow-instance-id").Single()}", Token);
            gone.StatusCode.ShouldBe(HttpStatusCode.Accepted);
            (await client.GetAsync($"/workflows/arrive/start?correlationId=arrive-{i}", Token)).Dispose();
            using var correlated = await client.GetAsync($"/workflows/arrive/go?correlationId=arrive-{i}", Token);
            correlated.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        }
    }

    [Fact]
    public async Task Text_in_a_path_goes_before_a_value_and_a_value_before_the_rest()
    {
        using var client = await PublishAsync(HttpDrawings.Echo("route-rest", HttpDrawings.Endpoint("route/{*rest}"), "'rest ' + getOutputFrom('in', 'RouteData').rest"));
        using var value = await PublishAsync(HttpDrawings.Echo("route-value", HttpDrawings.Endpoint("route/{id}"), "'value ' + getOutputFrom('in', 'RouteData').id"));
        using var text = await PublishAsync(HttpDrawings.Echo("route-text", HttpDrawings.Endpoint("route/all"), "'text'"));
        using var optional = await PublishAsync(HttpDrawings.Echo("route-optional", HttpDrawings.Endpoint("optional/{page=1}/{size?}"), "JSON.stringify(getOutputFrom('in', 'RouteData'))"));

        (await TextAsync(client, "/workflows/route/all")).ShouldBe("text");
        (await TextAsync(client, "/workflows/route/7")).ShouldBe("value 7");
        (await TextAsync(client, "/workflows/route/7/8")).ShouldBe("rest 7/8");
        (await TextAsync(client, "/workflows/optional")).ShouldBe("""{"page":"1"}""");
        (await TextAsync(client, "/workflows/optional/2/50")).ShouldBe("""{"page":"2","size":"50"}""");
    }

    [Fact]
    public async Task A_route_that_another_published_workflow_has_is_not_published()
    {
        using var client = await PublishAsync(HttpDrawings.Echo("route-first", HttpDrawings.Endpoint("taken/{id}", "GET POST"), "'first'"));
        var second = HttpDrawings.Echo("route-second", HttpDrawings.Endpoint("Taken/{order}"), "'second'");
        using var administrator = await server.ClientAsync();
        await administrator.PostJsonAsync("/elsa/api/workflow-definitions/import", second);

        using var refused = await administrator.PostTextAsync("/elsa/api/workflow-definitions/route-second/publish", "{}");
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync(Token)).ShouldContain("route-first");
        (await TextAsync(client, "/workflows/taken/1")).ShouldBe("first");
        await administrator.PostJsonAsync("/elsa/api/workflow-definitions/route-first/retract");
        await administrator.PostJsonAsync("/elsa/api/workflow-definitions/route-second/publish");
        (await TextAsync(client, "/workflows/taken/1")).ShouldBe("second");
    }

    [Fact]
    public async Task A_caller_waits_no_longer_than_the_endpoint_says()
    {
        using var client = await PublishAsync(Drawings.Flowchart(
            "patience",
            HttpDrawings.Endpoint("patience", "GET", ("requestTimeout", "Literal", "00:00:00.300")),
            Drawings.Activity("think", "Elsa.RunJavaScript", ("script", "Literal", "let n = 0; for (let i = 0; i < 40000000; i++) n += i; n")),
            HttpDrawings.Answer("out", "'late'")));

        using var response = await client.GetAsync("/workflows/patience", Token);
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        response.Headers.GetValues("x-elsa-workflow-instance-id").ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("201", HttpStatusCode.Created)]
    [InlineData("NotFound", HttpStatusCode.NotFound)]
    [InlineData("NoContent", HttpStatusCode.NoContent)]
    public async Task A_response_has_the_status_and_headers_that_the_workflow_gives(string status, HttpStatusCode expected)
    {
        var response = HttpDrawings.Answer("out", "'text'", status);
        response["responseHeaders"] = JsonNode.Parse("""{"expression":{"type":"Object","value":"{\"X-Kind\":\"test\",\"Set-Cookie\":[\"a=1\",\"b=2\"],\"Content-Type\":\"text/csv\"}"}}""");
        using var client = await PublishAsync(Drawings.Flowchart($"status-{status}", HttpDrawings.Endpoint($"status/{status}"), response));

        using var answered = await client.GetAsync($"/workflows/status/{status}", Token);
        answered.StatusCode.ShouldBe(expected);
        answered.Headers.GetValues("X-Kind").ShouldBe(["test"]);
        answered.Headers.GetValues("Set-Cookie").ShouldBe(["a=1", "b=2"]);
        if (expected != HttpStatusCode.NoContent)
            answered.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
    }

    private static HttpRequestMessage Post(string path, string body, bool isChunked)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body) };
        request.Headers.TransferEncodingChunked = isChunked;
        return request;
    }

    private static async Task<string> TextAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path, Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return text;
    }

    private async Task<int> CountAsync(string definitionId)
    {
        using var administrator = await server.ClientAsync();
        return (await administrator.GetJsonAsync($"/elsa/api/workflow-instances?definitionId={definitionId}"))["totalCount"]!.GetValue<int>();
    }

    private async Task<HttpClient> PublishAsync(JsonObject drawing)
    {
        using var administrator = await server.ClientAsync();
        await administrator.PublishAsync(drawing);
        return await server.ClientWithKeyAsync(null);
    }
}
