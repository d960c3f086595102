using System.Net;
using System.Text;
using ClarityConnect.Workflows.Persistence.Audit;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Api;

[Collection(typeof(ServerTests))]
public sealed class Only_those_who_may_come_in(RunningServer server)
{
    [Fact]
    public async Task A_wrong_key_is_refused_without_a_redirect()
    {
        using var client = await server.ClientWithKeyAsync("wrong");
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        using var response = await client.GetAsync("/elsa/api/workflow-definitions", TestContext.Current.CancellationToken);
        (await response.JsonOfAsync(HttpStatusCode.Unauthorized))["detail"]!.GetValue<string>().ShouldContain("ApiKey");
        response.Headers.WwwAuthenticate.Single().Scheme.ShouldBe("ApiKey");
    }

    [Fact]
    public async Task A_viewer_gets_no_links_that_unlock_the_designer()
    {
        using var designer = await server.ClientAsync();
        await designer.PublishAsync(Drawings.Flowchart("read-only", Drawings.WriteLine("a", "x")));
        using var viewer = await server.ClientOfAsync("Viewer");
        var list = await viewer.GetJsonAsync("/elsa/api/workflow-definitions?versionOptions=Latest");
        list["links"]!.AsArray().ShouldNotContain(link => link!["rel"]!.GetValue<string>() == "bulk-publish");
        var one = await viewer.GetJsonAsync("/elsa/api/workflow-definitions/by-definition-id/read-only");
        one["links"]!.AsArray().ShouldNotContain(link => link!["rel"]!.GetValue<string>() == "publish");
    }

    [Fact]
    public async Task A_cookie_changes_things_only_from_a_page_of_this_server()
    {
        using var client = await server.ClientWithKeyAsync(null);
        client.DefaultRequestHeaders.Add("Cookie", await server.CookieOfAsync("Designer"));
        var own = client.BaseAddress!.GetLeftPart(UriPartial.Authority);

        (await StatusAsync(client, "GET", "/elsa/api/workflow-definitions")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(client, "POST", "/elsa/api/workflow-definitions/none/publish")).ShouldBe(HttpStatusCode.Forbidden);
        client.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");
        (await StatusAsync(client, "POST", "/elsa/api/workflow-definitions/none/publish")).ShouldBe(HttpStatusCode.Forbidden);
        client.DefaultRequestHeaders.Remove("Origin");
        client.DefaultRequestHeaders.Add("Origin", own);
        (await StatusAsync(client, "POST", "/elsa/api/workflow-definitions/none/publish")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Answers_carry_the_security_headers()
    {
        using var client = await server.ClientAsync();
        using var response = await client.GetAsync("/elsa/api/workflow-definitions", TestContext.Current.CancellationToken);
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'none'");
        response.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        response.Headers.Contains("Server").ShouldBeFalse();
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Fact]
    public async Task Changes_are_in_the_audit_log()
    {
        using var client = await server.ClientAsync();
        await client.PublishAsync(Drawings.Flowchart("audited", Drawings.WriteLine("a", "x")));
        var log = await server.ServiceAsync<AuditLog>();
        var lines = await log.ListAsync(null, 500, TestContext.Current.CancellationToken);
        lines.ShouldContain(line => line.Action == "definition.published" && line.Subject == "audited" && line.Actor == "bootstrap");
        (await log.FindBreakAsync(TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method is "POST" or "PUT")
            request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
