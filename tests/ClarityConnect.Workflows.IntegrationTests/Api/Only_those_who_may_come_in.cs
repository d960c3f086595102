using System.Net;
using System.Text;
using ClarityConnect.Workflows.Persistence.Audit;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Api;

[Collection(typeof(ServerTests))]
public sealed class Only_those_who_may_come_in(RunningServer server)
{
    private static readonly string[] _everyRole = ["Administrator", "Designer", "Operator", "Viewer"];

    /// <summary>Method, path, and the roles that are let in; what an allowed caller then gets is not 401 or 403.</summary>
    public static TheoryData<string, string, string> Endpoints => new()
    {
        { "GET", "/elsa/api/workflow-definitions", "Administrator Designer Operator Viewer" },
        { "GET", "/elsa/api/descriptors/activities", "Administrator Designer Operator Viewer" },
        { "POST", "/elsa/api/workflow-instances", "Administrator Designer Operator Viewer" },
        { "GET", "/elsa/api/workflow-instances/none/journal", "Administrator Designer Operator Viewer" },
        { "GET", "/api/v1/dead-letters", "Administrator Designer Operator Viewer" },
        { "GET", "/api/v1/mapping-tables", "Administrator Designer Operator Viewer" },
        { "POST", "/elsa/api/cancel/workflow-instances/none", "Administrator Operator" },
        { "POST", "/api/v1/dead-letters/none/redrive", "Administrator Operator" },
        { "POST", "/api/v1/instances/none/upgrade", "Administrator Operator" },
        { "POST", "/api/v1/definitions/none/upgrade-instances", "Administrator Operator" },
        { "POST", "/elsa/api/workflow-definitions", "Administrator Designer" },
        { "POST", "/elsa/api/workflow-definitions/import", "Administrator Designer" },
        { "POST", "/elsa/api/workflow-definitions/none/publish", "Administrator Designer" },
        { "POST", "/elsa/api/workflow-definitions/none/execute", "Administrator Designer" },
        { "DELETE", "/elsa/api/workflow-definitions/none", "Administrator Designer" },
        { "POST", "/elsa/api/events/none/trigger", "Administrator Designer" },
        { "PUT", "/api/v1/mapping-tables/none", "Administrator Designer" },
        { "GET", "/api/v1/connections", "Administrator" },
        { "PUT", "/api/v1/connections/none", "Administrator" },
        { "POST", "/api/v1/connections/none/test", "Administrator" },
    };

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Each_role_reaches_its_endpoints_and_no_other(string method, string path, string allowed)
    {
        foreach (var role in _everyRole)
        {
            using var client = await server.ClientOfAsync(role);
            var status = await StatusAsync(client, method, path);
            if (allowed.Split(' ').Contains(role))
                status.ShouldNotBeOneOf(HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden);
            else
                status.ShouldBe(HttpStatusCode.Forbidden, $"{role} {method} {path}");
        }

        using var nobody = await server.ClientWithKeyAsync(null);
        (await StatusAsync(nobody, method, path)).ShouldBe(HttpStatusCode.Unauthorized);
    }

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
