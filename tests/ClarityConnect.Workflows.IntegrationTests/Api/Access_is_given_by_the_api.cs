using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Persistence.Audit;
using ClarityConnect.Workflows.Server.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Api;

[Collection(typeof(ServerTests))]
public sealed class Access_is_given_by_the_api(RunningServer server)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_is_made_changed_disabled_and_let_in_again()
    {
        using var client = await server.ClientAsync();
        var name = $"ada-{Guid.NewGuid():n}";
        using var response = await client.PostTextAsync("/api/v1/users", $$"""{"name":"{{name}}","roles":["Viewer"]}""");
        var made = await response.JsonOfAsync(HttpStatusCode.Created);
        made["oneTimePassword"]!.GetValue<string>().Length.ShouldBe(20);
        var person = await client.GetJsonAsync($"/api/v1/users/{name}");
        person["hasOneTimePassword"]!.GetValue<bool>().ShouldBeTrue();
        person.ContainsKey("oneTimePassword").ShouldBeFalse();

        (await JsonAsync(client, HttpMethod.Put, $"/api/v1/users/{name}/roles", """{"roles":["Operator","Designer"]}"""))["roles"]!.ToJsonString().ShouldBe("""["Designer","Operator"]""");
        (await client.PostJsonAsync($"/api/v1/users/{name}/disable"))["isDisabled"]!.GetValue<bool>().ShouldBeTrue();
        (await client.PostJsonAsync($"/api/v1/users/{name}/enable"))["isDisabled"]!.GetValue<bool>().ShouldBeFalse();
        (await client.PostJsonAsync($"/api/v1/users/{name}/reset-password"))["oneTimePassword"]!.GetValue<string>().ShouldNotBe(made["oneTimePassword"]!.GetValue<string>());
        JsonNode.Parse(await client.GetStringAsync("/api/v1/users", Token))!.AsArray().ShouldContain(user => user!["name"]!.GetValue<string>() == name);

        var lines = await (await server.ServiceAsync<AuditLog>()).ListAsync(null, 500, Token);
        foreach (var action in (string[])["user.created", "user.roles-changed", "user.disabled", "user.enabled", "user.password-reset"])
            lines.ShouldContain(line => line.Action == action && line.Subject.StartsWith(name, StringComparison.Ordinal) && line.Actor == "bootstrap");
        lines.ShouldNotContain(line => line.Subject.Contains(made["oneTimePassword"]!.GetValue<string>(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("POST", "/api/v1/users", """{"name":"a b","roles":["Viewer"]}""", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/api/v1/users", """{"name":"nobody","roles":[]}""", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/api/v1/users", """{}""", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/api/v1/users/nobody", "", HttpStatusCode.NotFound)]
    [InlineData("POST", "/api/v1/users/nobody/disable", "{}", HttpStatusCode.NotFound)]
    [InlineData("POST", "/api/v1/users/nobody/reset-password", "{}", HttpStatusCode.NotFound)]
    [InlineData("PUT", "/api/v1/users/nobody/roles", """{"roles":["Viewer"]}""", HttpStatusCode.NotFound)]
    [InlineData("POST", "/api/v1/api-keys", """{"name":"","role":"Viewer"}""", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/api/v1/api-keys", """{"name":"x","role":"King"}""", HttpStatusCode.BadRequest)]
    [InlineData("POST", "/api/v1/api-keys", """{"name":"x","role":"Viewer","expiresAt":"2001-01-01T00:00:00Z"}""", HttpStatusCode.BadRequest)]
    [InlineData("DELETE", "/api/v1/api-keys/none", "", HttpStatusCode.NotFound)]
    public async Task What_cannot_be_done_is_refused_with_the_reason(string method, string path, string body, HttpStatusCode status)
    {
        using var client = await server.ClientAsync();
        (await JsonAsync(client, new HttpMethod(method), path, body, status))["detail"]!.GetValue<string>().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("GET", "/api/v1/users")]
    [InlineData("POST", "/api/v1/users")]
    [InlineData("POST", "/api/v1/users/none/disable")]
    [InlineData("GET", "/api/v1/api-keys")]
    [InlineData("POST", "/api/v1/api-keys")]
    [InlineData("DELETE", "/api/v1/api-keys/none")]
    public async Task Only_administrators_give_access(string method, string path)
    {
        foreach (var role in (string[])["Viewer", "Operator", "Designer"])
        {
            using var client = await server.ClientOfAsync(role);
            using var response = await SendAsync(client, new HttpMethod(method), path, "{}");
            response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task A_key_works_until_it_expires_or_is_revoked()
    {
        using var client = await server.ClientAsync();
        using var response = await client.PostTextAsync("/api/v1/api-keys", """{"name":"night job","role":"Viewer","expiresAt":"2999-12-31T00:00:00Z"}""");
        var made = await response.JsonOfAsync(HttpStatusCode.Created);
        using var job = await server.ClientWithKeyAsync(made["key"]!.GetValue<string>());
        (await job.GetAsync("/api/v1/approvals", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var listed = JsonNode.Parse(await client.GetStringAsync("/api/v1/api-keys", Token))!.AsArray().Single(key => key!["id"]!.GetValue<string>() == made["id"]!.GetValue<string>())!;
        listed["key"].ShouldBeNull();
        listed["lastUsedAt"].ShouldNotBeNull();
        (await client.DeleteAsync($"/api/v1/api-keys/{made["id"]}", Token)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await job.GetAsync("/api/v1/approvals", Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_sessions_of_a_disabled_person_end_and_a_one_time_password_reaches_no_api()
    {
        await using var scope = (await server.ServiceAsync<IServiceScopeFactory>()).CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Microsoft.Extensions.Options.IOptions<SecurityStampValidatorOptions>>().Value.ValidationInterval.ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(30));
        var users = scope.ServiceProvider.GetRequiredService<UserManager<IdentityUser>>();
        using var administrator = await server.ClientAsync();
        var name = $"grace-{Guid.NewGuid():n}";
        (await administrator.PostTextAsync("/api/v1/users", $$"""{"name":"{{name}}","roles":["Viewer"]}""")).StatusCode.ShouldBe(HttpStatusCode.Created);
        var user = (await users.FindByNameAsync(name))!;
        using var browser = await server.ClientWithKeyAsync(null);
        browser.DefaultRequestHeaders.Add("Cookie", await SignedInCookie.MakeAsync(scope.ServiceProvider, user));
        using var refused = await browser.GetAsync("/api/v1/approvals", Token);
        (await refused.JsonOfAsync(HttpStatusCode.Forbidden))["detail"]!.GetValue<string>().ShouldContain("one-time password");
        using var page = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Accept = { new("text/html") } } };
        (await browser.SendAsync(page, Token)).Headers.Location!.OriginalString.ShouldStartWith("/account");
        (await browser.GetAsync("/health/live", Token)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task<JsonObject> JsonAsync(HttpClient client, HttpMethod method, string path, string body, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var response = await SendAsync(client, method, path, body);
        return await response.JsonOfAsync(status);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string path, string body)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body.Length > 0)
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        return await client.SendAsync(request, Token);
    }
}
