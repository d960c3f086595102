using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ClarityConnect.Workflows.IntegrationTests.Api;
using ClarityConnect.Workflows.Persistence.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Authoring;

[Collection(typeof(ServerTests))]
public sealed partial class Secrets_are_kept(RunningServer server, PostgresFixture postgres)
{
    private const string PlantedToken = "planted-token-5e1f";
    private const string Value = "Bearer " + PlantedToken;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_secret_is_made_changed_rotated_withdrawn_and_deleted_without_its_value_coming_back()
    {
        using var client = await server.ClientAsync();
        var made = await client.PostJsonAsync("/elsa/api/secrets", Request("life.of-a_secret", Value));
        made["status"]!.GetValue<string>().ShouldBe("Active");
        made["currentVersion"]!.GetValue<int>().ShouldBe(1);
        made["storeName"]!.GetValue<string>().ShouldBe("encrypted");
        (await client.PostJsonAsync("/elsa/api/secrets/life.of-a_secret", new JsonObject { ["displayName"] = "Shop" }))["displayName"]!.GetValue<string>().ShouldBe("Shop");
        (await client.PostJsonAsync("/elsa/api/secrets/life.of-a_secret/test"))["succeeded"]!.GetValue<bool>().ShouldBeTrue();
        (await client.PostJsonAsync("/elsa/api/secrets/life.of-a_secret/rotate", new JsonObject { ["value"] = "the second value" }))["currentVersion"]!.GetValue<int>().ShouldBe(2);
        (await client.PostJsonAsync("/elsa/api/secrets/life.of-a_secret/revoke"))["status"]!.GetValue<string>().ShouldBe("Revoked");
        (await client.PostJsonAsync("/elsa/api/secrets/life.of-a_secret/test"))["error"]!.GetValue<string>().ShouldContain("withdrawn");
        var active = await client.PostJsonAsync("/elsa/api/secrets/picker", new JsonObject { ["search"] = "life.of", ["activeOnly"] = true });
        active["items"]!.AsArray().ShouldBeEmpty();
        active["canCreateInline"]!.GetValue<bool>().ShouldBeFalse();
        var listed = await client.GetJsonAsync("/elsa/api/secrets?search=life.of");
        listed["totalCount"]!.GetValue<int>().ShouldBe(1);
        listed.ToJsonString().ShouldNotContain("second value");
        (await client.GetJsonAsync("/elsa/api/secrets/life.of-a_secret")).ContainsKey("value").ShouldBeFalse();
        (await client.GetJsonAsync("/elsa/api/secrets/descriptors"))["types"]!.AsArray().Count.ShouldBe(1);
        using var deleted = await client.DeleteAsync("/elsa/api/secrets/life.of-a_secret", Token);
        deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var log = await (await server.ServiceAsync<AuditLog>()).ListAsync(null, 500, Token);
        foreach (var action in (string[])["created", "updated", "rotated", "revoked", "tested", "deleted"])
            log.ShouldContain(line => line.Action == "secret." + action && line.Subject == "life.of-a_secret");
    }

    [Fact]
    public async Task All_see_names_administrators_write_and_nonsense_is_refused()
    {
        using var designer = await server.ClientOfAsync("Designer");
        using var viewer = await server.ClientOfAsync("Viewer");
        (await viewer.PostJsonAsync("/elsa/api/secrets/picker"))["items"].ShouldNotBeNull();
        foreach (var path in new[] { "/elsa/api/secrets", "/elsa/api/secrets/x/rotate", "/elsa/api/secrets/x/revoke" })
        {
            using var answer = await designer.PostTextAsync(path, "{}");
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
        }

        using var administrator = await server.ClientAsync();
        foreach (var body in new[] { Request("a b", Value), Request("short", "12345"), Request("picker", Value), new JsonObject { ["name"] = "none" } })
        {
            using var refused = await administrator.PostTextAsync("/elsa/api/secrets", body.ToJsonString());
            refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest, body.ToJsonString());
        }
    }

    /// <summary>A receiver that sends back what it was sent is the worst case: the secret is in the answer, in a variable, and in a failure.</summary>
    [Fact]
    public async Task An_activity_gets_the_value_and_nothing_that_is_written_has_it()
    {
        await using var own = await RunningServer.StartAsync(postgres, ("Http:AllowPrivateAddresses", "true"));
        using var client = new HttpClient { BaseAddress = new Uri(own.Urls.Single()) };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "ApiKey " + RunningServer.AdministratorKey);
        await client.PostJsonAsync("/elsa/api/secrets", Request("shop-token", Value));
        string? received = null;
        await using var echo = await EchoAsync(authorization => received = authorization);
        var call = Drawings.Activity("call", "Elsa.FlowSendHttpRequest", ("url", "Literal", echo.Urls.Single() + "/echo"), ("authorization", "Secret", """{"name":"shop-token"}"""));
        call["parsedContent"] = new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "v1" } };
        var drawing = Drawings.Flowchart("uses-secret", call, Drawings.Event("wait", "never-comes"));
        drawing["variables"] = new JsonArray(new JsonObject { ["id"] = "v1", ["name"] = "Echoed", ["typeName"] = "Object" });
        foreach (var connection in drawing["root"]!["connections"]!.AsArray())
            connection!["source"]!["port"] = "200";
        await client.PublishAsync(drawing);
        var executed = await client.PostJsonAsync("/elsa/api/workflow-definitions/uses-secret/execute");

        received.ShouldBe(Value);
        executed["workflowState"]!["subStatus"]!.GetValue<string>().ShouldBe("Suspended", executed.ToJsonString());
        var instance = executed["workflowState"]!["id"]!.GetValue<string>();
        var executions = await client.GetJsonAsync($"/elsa/api/activity-executions/list?WorkflowInstanceId={instance}");
        executions.ToJsonString().ShouldContain("echoed", customMessage: "the answer is kept, without the secret");
        using var export = await client.GetAsync("/elsa/api/workflow-definitions/uses-secret/export", Token);
        (await export.Content.ReadAsStringAsync(Token)).ShouldContain("shop-token");
        var dump = await DumpAsync(own);
        dump.ShouldContain("echoed", customMessage: "what was stored of the answer is in the dump");
        dump.ShouldNotContain(PlantedToken);
    }

    [Fact]
    public async Task A_secret_is_refused_where_the_journal_would_have_it_and_where_it_is_gone()
    {
        using var client = await server.ClientAsync();
        var imported = await client.PostJsonAsync("/elsa/api/workflow-definitions/import", Drawings.Flowchart("misplaced", Drawings.Activity("a", "Elsa.WriteLine", ("text", "Secret", "shop-token"))));
        using var refused = await client.PostTextAsync($"/elsa/api/workflow-definitions/{imported["definitionId"]}/publish", "{}");
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadAsStringAsync(Token)).ShouldContain("would be written to the journal");

        await client.PublishAsync(Drawings.Flowchart(
            "no-secret", Drawings.Activity("call", "Elsa.FlowSendHttpRequest", ("url", "Literal", "https://example.test"), ("authorization", "Secret", "never-made"))));
        using var faulted = await client.PostTextAsync("/elsa/api/workflow-definitions/no-secret/execute", "{}");
        (await faulted.Content.ReadAsStringAsync(Token)).ShouldContain("The secret 'never-made' is not here");
    }

    private static JsonObject Request(string name, string value) => new() { ["name"] = name, ["displayName"] = name, ["typeName"] = "Text", ["value"] = value };

    /// <summary>Answers with the Authorization header that it got.</summary>
    private static async Task<WebApplication> EchoAsync(Action<string> hear)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/echo", (HttpRequest request) =>
        {
            hear(request.Headers.Authorization.ToString());
            return Results.Json(new { echoed = $"You sent {request.Headers.Authorization}", parts = request.Headers.Authorization.ToString().Split(' ') });
        });
        await app.StartAsync();
        return app;
    }

    /// <summary>Every row of every table, as text; bytes as the text that they hold.</summary>
    private static async Task<string> DumpAsync(WebApplication app)
    {
        var source = app.Services.GetRequiredService<NpgsqlDataSource>();
        var dump = new StringBuilder();
        foreach (var table in await RowsAsync(source, "select table_name from information_schema.tables where table_schema = 'public'"))
        {
            foreach (var row in await RowsAsync(source, $"select row_to_json(t)::text from \"{table}\" t"))
            {
                dump.AppendLine(row);
                foreach (Match bytes in Bytes().Matches(row))
                    dump.AppendLine(Encoding.UTF8.GetString(Convert.FromHexString(bytes.Groups[1].Value)));
            }
        }

        return dump.ToString();
    }

    private static async Task<List<string>> RowsAsync(NpgsqlDataSource source, string query)
    {
        var rows = new List<string>();
        await using var command = source.CreateCommand(query);
        await using var reader = await command.ExecuteReaderAsync(Token);
        while (await reader.ReadAsync(Token))
            rows.Add(reader.GetString(0));
        return rows;
    }

    [GeneratedRegex(@"\\\\x((?:[0-9a-f]{2})+)")]
    private static partial Regex Bytes();
}
