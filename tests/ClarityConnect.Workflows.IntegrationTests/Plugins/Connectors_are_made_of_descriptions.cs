using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.IntegrationTests.Api;
using ClarityConnect.Workflows.IntegrationTests.CommandLine;
using ClarityConnect.Workflows.OpenApi;
using ClarityConnect.Workflows.OpenApi.Builds;
using ClarityConnect.Workflows.Persistence.Audit;
using ClarityConnect.Workflows.Server.CommandLine.Plugins;
using ClarityConnect.Workflows.Tests.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Plugins;

/// <summary>Descriptions of real APIs, made into plugins, loaded by a running server, and used by workflows that call the API.</summary>
public sealed class Connectors_are_made_of_descriptions(PostgresFixture postgres) : IDisposable
{
    private const string Address = "/api/v1/plugins/openapi";

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_workflow_uses_a_pet_store_that_was_dropped_in_as_a_built_project()
    {
        var file = RealDocuments.Read("petstore.yaml");
        await using var api = await DescribedServer.StartAsync(RealDocuments.Json(file), new Dictionary<string, string> { ["api_key"] = "key-1", ["petstore_auth"] = "token-1" });
        await using var server = await PluginServer.StartAsync(postgres);
        var source = ConnectorGenerator.Generate(OpenApiDocument.Read(file), new ConnectorRequest("Acme.PetStore", ["addPet", "getPetById"]));
        var target = Path.Combine(server.Folder, "Acme.PetStore");
        Directory.CreateDirectory(target);
        await File.WriteAllBytesAsync(Path.Combine(target, "Acme.PetStore.dll"), ConnectorBuild.Compile(source, Token), Token);
        await File.WriteAllTextAsync(Path.Combine(target, "plugin.json"), source.Manifest, Token);
        var plugin = await server.LoadedAsync("acme.petstore", "1.0.26-SNAPSHOT");
        plugin.Hosts.ShouldBe(["*"]);
        await ConnectAsync(server, "acme.petstore", new { address = api.Address, apiKeyApiKey = "key-1", petstoreAuthAccessToken = "token-1", allowPrivateAddresses = true });

        var drawing = Drawings.Flowchart(
            "pets",
            Drawings.Activity("add", "Acme.PetStore.AddPet", ("connection", "Literal", "api"), ("nameValue", "Literal", "Rex"), ("photoUrls", "JavaScript", "['https://x.example/1']"), ("status", "Literal", "pending")),
            Drawings.Activity("get", "Acme.PetStore.GetPetById", ("connection", "Literal", "api"), ("petId", "JavaScript", "getOutputFrom('add').id")));
        await server.Client.PublishAsync(drawing);
        var (id, _) = await server.RunAsync("pets");

        (await server.Client.FinishedAsync(id))["subStatus"]!.GetValue<string>().ShouldBe("Finished", string.Join('\n', api.Violations));
        var pet = (await server.OutputsAsync(id, "get"))["Result"]!;
        (pet["name"]!.GetValue<string>(), pet["status"]!.GetValue<string>()).ShouldBe(("Rex", "pending"));
        api.Calls.Select(call => $"{call.Method} {call.Template}").ShouldBe(["POST /pet", "GET /pet/{petId}"]);
        api.Violations.ShouldBeEmpty();
        var input = (await server.DescriptorsAsync("Acme.PetStore.AddPet")).ShouldHaveSingleItem()["inputs"]!.AsArray().First(input => input!["name"]!.GetValue<string>() == "Status")!;
        input["uiHint"]!.GetValue<string>().ShouldBe("dropdown");
    }

    [Fact]
    public async Task A_workflow_moves_money_once_by_a_payment_service_that_was_dropped_in_as_a_package()
    {
        var file = RealDocuments.Read("adyen-balance-control.json");
        await using var api = await DescribedServer.StartAsync(RealDocuments.Json(file), new Dictionary<string, string> { ["BasicAuth"] = "ws:secret", ["ApiKeyAuth"] = "key-7" });
        await using var server = await PluginServer.StartAsync(postgres);
        var (_, package) = await ConnectorBuild.MakeAsync(OpenApiDocument.Read(file), new ConnectorRequest("Acme.Adyen", null) { Hosts = ["127.0.0.1"], IdempotencyHeader = "Idempotency-Key" }, Token);
        await File.WriteAllBytesAsync(Path.Combine(server.Folder, "adyen.nupkg"), package.ToArray(), Token);
        (await server.LoadedAsync("acme.adyen", "1.0.0")).Hosts.ShouldBe(["pal-test.adyen.com", "127.0.0.1"]);
        await ConnectAsync(server, "acme.adyen", new { address = api.Address, basicAuthUserName = "ws", basicAuthPassword = "secret", allowPrivateAddresses = true });
        await server.Client.PublishAsync(Drawings.Flowchart("move", Drawings.Activity(
            "move", "Acme.Adyen.PostBalanceTransfer",
            ("connection", "Literal", "api"), ("amount", "JavaScript", "({ value: 50000, currency: 'EUR' })"), ("fromMerchant", "Literal", "NL"), ("toMerchant", "Literal", "DE"), ("typeValue", "Literal", "debit"))));

        api.Plan(DescribedFault.LostAfter);
        var (id, _) = await server.RunAsync("move");

        (await server.Client.FinishedAsync(id))["subStatus"]!.GetValue<string>().ShouldBe("Finished", string.Join('\n', api.Violations));
        (await server.OutputsAsync(id, "move"))["Result"]!["amount"]!["value"]!.GetValue<long>().ShouldBe(50000);
        api.Calls.Count.ShouldBe(2);
        api.Calls.Select(call => call.Headers["Idempotency-Key"]).Distinct().ShouldHaveSingleItem();
        api.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_servers_own_description_becomes_a_connector_to_another_server()
    {
        await using var server = await PluginServer.StartAsync(postgres);
        var document = OpenApiDocument.Read(await server.Client.GetByteArrayAsync("/openapi/v1.json", Token));
        document.Operations.Count.ShouldBeGreaterThan(50);
        document.Operations.Where(operation => !operation.IsUsable).ShouldBeEmpty();

        var (source, package) = await ConnectorBuild.MakeAsync(document, new ConnectorRequest("Acme.Clarity", null) { Authentication = "header:Authorization", Server = server.Client.BaseAddress!.ToString(), TestOperation = "GET /api/v1/plugins" }, Token);
        using var installed = await server.Client.PostAsync("/api/v1/plugins", new StreamContent(package), Token);
        (await installed.JsonOfAsync(HttpStatusCode.Created))["state"]!.GetValue<string>().ShouldBe("Loaded");
        await ConnectAsync(server, source.Id, new { apiKey = $"ApiKey {RunningServer.AdministratorKey}", allowPrivateAddresses = true });

        var tested = await server.Client.PostJsonAsync("/api/v1/connections/api/test");
        (tested["succeeded"]!.GetValue<bool>(), tested["message"]!.GetValue<string>()).ShouldBe((true, "'GET /api/v1/plugins' was answered with 200."));
    }

    [Fact]
    public async Task A_large_api_is_installed_by_the_api_and_upgraded_by_the_command_line()
    {
        var file = RealDocuments.Read("github.json.gz");
        await using var api = await DescribedServer.StartAsync(RealDocuments.Json(file), new Dictionary<string, string> { [""] = "ghp_1" });
        await using var server = await PluginServer.StartAsync(postgres);

        using var asked = await server.Client.PostAsync($"{Address}/operations", new ByteArrayContent(file), Token);
        var described = await asked.JsonOfAsync(HttpStatusCode.OK);
        described["operations"]!.AsArray().Count.ShouldBeGreaterThan(1000);
        var first = described["operations"]!.AsArray().First(operation => operation!["key"]!.GetValue<string>() == "issues/create")!;
        (first["displayName"]!.GetValue<string>(), first["method"]!.GetValue<string>(), first["isUsable"]!.GetValue<bool>()).ShouldBe(("Create an issue", "POST", true));

        using var made = await server.Client.PostAsync(Address, Form(file, "github.json", ("name", "Acme.GitHub"), ("operations", "issues/create,issues/get"), ("authentication", "bearer"), ("hosts", "127.0.0.1")), Token);
        var answer = await made.JsonOfAsync(HttpStatusCode.Created);
        (answer["plugin"]!["state"]!.GetValue<string>(), answer["plugin"]!["version"]!.GetValue<string>()).ShouldBe(("Loaded", "23.0.2"));
        answer["plugin"]!["hosts"]!.AsArray().Select(host => host!.GetValue<string>()).ShouldBe(["api.github.com", "127.0.0.1"]);
        answer["remarks"]!.AsArray().ShouldNotBeEmpty();
        await ConnectAsync(server, "acme.github", new { address = api.Address, accessToken = "ghp_1", allowPrivateAddresses = true });
        await server.Client.PublishAsync(Drawings.Flowchart("issue", Drawings.Activity(
            "create", "Acme.GitHub.IssuesCreate", ("connection", "Literal", "api"), ("owner", "Literal", "acme"), ("repo", "Literal", "shop"), ("title", "Literal", "It is broken"))));
        var (id, _) = await server.RunAsync("issue");
        (await server.Client.FinishedAsync(id))["subStatus"]!.GetValue<string>().ShouldBe("Finished", string.Join('\n', api.Violations));
        (await server.OutputsAsync(id, "create"))["Result"]!["title"]!.GetValue<string>().ShouldBe("It is broken");
        api.Violations.ShouldBeEmpty();

        var path = Path.Combine(folder.Make("files"), "github.json");
        await File.WriteAllBytesAsync(path, file, Token);
        var newer = await CommandResult.OfAsync(
            server.Client, (all, output) => ConnectorCommand.RunAsync("install", all, output),
            ["Acme.GitHub", "--openapi", path, "--operations", "issues/create,issues/get,issues/update", "--plugin-version", "24.0.0", "--auth", "bearer", "--host", "127.0.0.1"]);
        newer.Code.ShouldBe(0, newer.Text);
        newer.Text.ShouldStartWith("Loaded       acme.github 24.0.0");
        newer.Text.ShouldContain("Kept beside it for runs: 23.0.2");
        (await server.DescriptorsAsync("Acme.GitHub.IssuesUpdate")).ShouldHaveSingleItem();
        var audit = await server.Services.GetRequiredService<AuditLog>().ListAsync(null, 100, Token);
        audit.Where(entry => entry.Action == "plugin.installed").Select(entry => entry.Subject).Order().ShouldBe(["acme.github 23.0.2", "acme.github 24.0.0"]);
    }

    [Fact]
    public async Task What_cannot_be_made_is_refused_in_words_and_leaves_nothing_behind()
    {
        await using var server = await PluginServer.StartAsync(postgres);
        var file = RealDocuments.Read("adyen-balance-control.json");

        (await RefusedAsync(server, Form("hello"u8.ToArray(), "x.yaml", ("name", "Acme.X"), ("operations", "all")))).ShouldContain("it holds no object");
        (await RefusedAsync(server, Form(file, "a.json", ("name", "Acme.X"), ("operations", "nothing")))).ShouldContain("no operation 'nothing'");
        (await RefusedAsync(server, Form(file, "a.json", ("name", "../X"), ("operations", "all")))).ShouldContain("cannot be the name of a plugin");
        (await RefusedAsync(server, Form(file, "a.json", ("name", "Acme.X")))).ShouldContain("No operation was chosen");
        (await RefusedAsync(server, new StringContent("{}"))).ShouldContain("Send a form");
        server.Plugins.All.ShouldBeEmpty();

        using var made = await server.Client.PostAsync(Address, Form(file, "a.json", ("name", "Acme.Adyen"), ("operations", "all")), Token);
        (await made.JsonOfAsync(HttpStatusCode.Created))["plugin"]!["activities"]!.AsArray().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_project_is_written_that_its_owner_can_build()
    {
        var path = Path.Combine(folder.Make("files"), "adyen.json");
        await File.WriteAllBytesAsync(path, RealDocuments.Read("adyen-balance-control.json"), Token);
        var project = Path.Combine(folder.Path, "project");
        Task<CommandResult> Run(params string[] options) => CommandResult.OfAsync(new HttpClient { BaseAddress = new Uri("http://127.0.0.1:1") }, (all, output) => ConnectorCommand.RunAsync("new", all, output), options);

        var listed = await Run("--openapi", path, "--operations", "?");
        (listed.Code, listed.Text.Split('\n')[0]).ShouldBe((0, "Usable       post-balanceTransfer"));
        var written = await Run("Acme.Adyen", "--openapi", path, "--output", project);
        written.Code.ShouldBe(0, written.Text);
        written.Text.ShouldStartWith("Written      acme.adyen 1.0.0");
        foreach (var file in (string[])["Acme.Adyen.csproj", "plugin.json", "README.md", "ApiConnection.cs", "Activities/PostBalanceTransfer.cs", "Data/Amount.cs", "Calls/ApiClient.cs", "sdk/ClarityConnect.Workflows.Sdk.dll"])
            File.Exists(Path.Combine(project, file)).ShouldBeTrue(file);
        (await Run("Acme.Adyen", "--openapi", path, "--output", project)).Code.ShouldBe(0);
        (await Run("Acme.Other", "--openapi", path, "--output", project)).Code.ShouldBe(2);
        (await Run("Acme.Adyen", "--openapi", Path.Combine(folder.Path, "missing.json"))).Code.ShouldBe(2);

        using var build = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("dotnet", ["build", project, "-m:1", "-nologo", "-v:q", "-nodeReuse:false"]) { RedirectStandardOutput = true })!;
        var output = await build.StandardOutput.ReadToEndAsync(Token);
        await build.WaitForExitAsync(Token);
        build.ExitCode.ShouldBe(0, output);
        output.ShouldContain("0 Warning(s)");
        var valid = await CommandResult.OfAsync(new HttpClient { BaseAddress = new Uri("http://127.0.0.1:1") }, (all, text) => PluginCommand.RunAsync("validate", all, text), [Path.Combine(project, "bin", "Debug", "net10.0")]);
        valid.Text.ShouldStartWith("Valid        acme.adyen 1.0.0");
    }

    private static async Task ConnectAsync(PluginServer server, string type, object fields)
    {
        using var saved = await server.Client.PutAsJsonAsync("/api/v1/connections/api", new { type, fields }, Token);
        saved.StatusCode.ShouldBe(HttpStatusCode.OK, await saved.Content.ReadAsStringAsync(Token));
    }

    private static async Task<string> RefusedAsync(PluginServer server, HttpContent content)
    {
        using var refused = await server.Client.PostAsync(Address, content, Token);
        return (await refused.JsonOfAsync(HttpStatusCode.BadRequest))["detail"]!.GetValue<string>();
    }

    private static MultipartFormDataContent Form(byte[] file, string name, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(file), "document", name } };
        foreach (var (field, value) in fields)
            form.Add(new StringContent(value), field);
        return form;
    }
}
