using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Persistence.Audit;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Api;

[Collection(typeof(ServerTests))]
public sealed class Templates_and_imports_by_the_api(RunningServer server)
{
    private const string Settlement = "heartland-settlement-to-intacct-gl";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_template_is_listed_described_and_used()
    {
        using var viewer = await server.ClientOfAsync("Viewer");
        var listed = JsonNode.Parse(await viewer.GetStringAsync("/api/v1/templates", Token))!.AsArray().Single(template => template!["name"]!.GetValue<string>() == Settlement)!;
        listed["systems"]!.ToJsonString().ShouldContain("Sage Intacct");
        listed["cadence"]!.GetValue<string>().ShouldContain("every 15 minutes");
        var details = await viewer.GetJsonAsync($"/api/v1/templates/{Settlement}");
        details["connections"]!.AsArray().Select(connection => connection!["name"]!.GetValue<string>()).ShouldBe(["heartland-gateway", "heartland-retail", "intacct"], ignoreOrder: true);
        details["mappingTables"]!.ToJsonString().ShouldBe("""["gl-accounts"]""");
        details["readme"]!.GetValue<string>().ShouldContain("## Steps");

        using var designer = await server.ClientOfAsync("Designer");
        using var response = await designer.PostTextAsync($"/api/v1/templates/{Settlement}/use", """{"name":"Shops"}""");
        var used = await response.JsonOfAsync(HttpStatusCode.Created);
        used["name"]!.GetValue<string>().ShouldBe("Shops");
        used["findings"]!.AsArray().ShouldContain(finding => finding!["code"]!.GetValue<string>() == "unknown-connection");
        var draft = await designer.GetJsonAsync(response.Headers.Location!.OriginalString);
        draft["isPublished"]!.GetValue<bool>().ShouldBeFalse();
        var lines = await (await server.ServiceAsync<AuditLog>()).ListAsync(null, 500, Token);
        lines.ShouldContain(line => line.Action == "template.used" && line.Subject.StartsWith(Settlement, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Templates_are_guarded()
    {
        using var viewer = await server.ClientOfAsync("Viewer");
        (await viewer.PostTextAsync($"/api/v1/templates/{Settlement}/use", "{}")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await viewer.GetAsync("/api/v1/templates/none", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await viewer.GetAsync("/api/v1/templates/..%2Fworkflows", Token)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var designer = await server.ClientOfAsync("Designer");
        (await designer.PostTextAsync("/api/v1/templates/none/use", "{}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await designer.PostTextAsync($"/api/v1/templates/{Settlement}/use", """{"connections":{"intacct":"nowhere"}}""")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await designer.PostTextAsync($"/api/v1/templates/{Settlement}/use", """{"connections":{"unheard":"of"}}""")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_file_is_inspected_and_imported_as_a_version_or_a_copy()
    {
        using var designer = await server.ClientOfAsync("Designer");
        var definition = Drawings.Flowchart("api-import", Drawings.WriteLine("a", "x"), Drawings.Activity("odd", "Acme.Unheard")).ToJsonString();
        var inspected = await FirstAsync(designer, "/api/v1/imports/inspect", definition);
        inspected["unknown"]!.AsArray().ShouldHaveSingleItem()!["type"]!.GetValue<string>().ShouldBe("Acme.Unheard");
        inspected["existing"].ShouldBeNull();

        (await FirstAsync(designer, "/api/v1/imports", definition))["outcome"]!.GetValue<string>().ShouldBe("Imported");
        (await FirstAsync(designer, "/api/v1/imports/inspect", definition))["existing"]!["isSame"]!.GetValue<bool>().ShouldBeTrue();
        (await FirstAsync(designer, "/api/v1/imports", definition))["outcome"]!.GetValue<string>().ShouldBe("Unchanged");
        (await FirstAsync(designer, "/api/v1/imports?copy=true", definition))["definitionId"]!.GetValue<string>().ShouldNotBe("api-import");
        var broken = await FirstAsync(designer, "/api/v1/imports/inspect", "{\n \"root\": x }");
        broken["problem"]!["line"]!.GetValue<int>().ShouldBe(2);
        broken["problem"]!["column"]!.GetValue<int>().ShouldBe(10);
        broken["problem"]!["excerpt"]!.GetValue<string>().ShouldBe(" \"root\": x }");
        (await FirstAsync(designer, "/api/v1/imports", "{"))["outcome"]!.GetValue<string>().ShouldBe("Refused");

        using var viewer = await server.ClientOfAsync("Viewer");
        (await viewer.PostTextAsync("/api/v1/imports", definition)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await viewer.PostTextAsync("/api/v1/imports/inspect", definition)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Files_in_a_form_are_inspected_one_by_one()
    {
        using var designer = await server.ClientOfAsync("Designer");
        using var form = new MultipartFormDataContent();
        foreach (var (name, text) in ((string, string)[])[("good.json", Drawings.Flowchart("form-import", Drawings.WriteLine("a", "x")).ToJsonString()), ("bad.json", "[]")])
        {
            var part = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
            part.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            form.Add(part, "files", name);
        }

        using var response = await designer.PostAsync("/api/v1/imports/inspect", form, Token);
        var files = JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!.AsArray();
        files.Select(file => file!["file"]!.GetValue<string>()).ShouldBe(["good.json", "bad.json"]);
        files[0]!["problem"].ShouldBeNull();
        files[1]!["problem"]!["message"]!.GetValue<string>().ShouldContain("must be a JSON object");
    }

    private static async Task<JsonObject> FirstAsync(HttpClient client, string path, string body)
    {
        using var response = await client.PostTextAsync(path, body);
        var text = await response.Content.ReadAsStringAsync(Token);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!.AsArray().ShouldHaveSingleItem()!.AsObject();
    }
}
