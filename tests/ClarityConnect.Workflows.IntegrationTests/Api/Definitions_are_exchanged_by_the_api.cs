using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Server.CommandLine.Workflows;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Api;

[Collection(typeof(ServerTests))]
public sealed class Definitions_are_exchanged_by_the_api(RunningServer server)
{
    private const string Definitions = "/elsa/api/workflow-definitions";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_file_of_an_archive_has_a_report_of_its_own()
    {
        using var client = await server.ClientAsync();
        await client.PublishAsync(Drawings.Flowchart("zip-same", Drawings.WriteLine("a", "x")));
        await client.PublishAsync(Drawings.Flowchart("zip-changed", Drawings.WriteLine("a", "x")));
        var inner = Zip(("inner.json", Drawings.Flowchart("zip-inner", Drawings.Activity("u", "Acme.Unknown")).ToJsonString()));
        var archive = Zip(
            ("same.json", Drawings.Flowchart("zip-same", Drawings.WriteLine("a", "x")).ToJsonString()),
            ("changed.json", Drawings.Flowchart("zip-changed", Drawings.WriteLine("a", "y")).ToJsonString()),
            ("commented.json", $"\uFEFF// a comment\n{Drawings.Flowchart("zip-commented", Drawings.WriteLine("a", "x"))}"),
            ("broken.json", "{ oops"),
            ("other.json", """{"accounts":[]}"""),
            ("__MACOSX/same.json", "resource fork"),
            ("manifest.json", "{}"),
            ("readme.md", "text"));

        var report = await ImportAsync(client, ("all.zip", archive), ("nested.zip", Zip(("deep/inner.zip", inner))));

        report["count"]!.GetValue<int>().ShouldBe(4);
        Outcomes(report).ShouldBe(
        [
            "all.zip/same.json Unchanged 1", "all.zip/changed.json NewVersion 2", "all.zip/commented.json Imported 1", "all.zip/broken.json Refused ",
            "all.zip/other.json Refused ", "nested.zip/deep/inner.zip/inner.json Imported 1",
        ]);
        var files = report["files"]!.AsArray();
        files[3]!["messages"]![0]!.GetValue<string>().ShouldContain("line 1");
        files[4]!["messages"]![0]!.GetValue<string>().ShouldContain("no 'root'");
        files[5]!["findings"]![0]!["code"]!.GetValue<string>().ShouldBe("unknown-activity-type");
    }

    [Fact]
    public async Task An_archive_that_unpacks_to_too_much_is_refused()
    {
        using var client = await server.ClientAsync();
        var bomb = Zip([.. Enumerable.Range(0, 25).Select(n => ($"{n}.json", new string(' ', 9 * 1024 * 1024)))]);
        bomb.Length.ShouldBeLessThan(1024 * 1024);
        using var refused = await SendAsync(client, ("bomb.zip", bomb));
        (await refused.JsonOfAsync(HttpStatusCode.BadRequest))["message"]!.GetValue<string>().ShouldContain("unpack to more than");

        using var crowd = await SendAsync(client, ("crowd.zip", Zip([.. Enumerable.Range(0, 1001).Select(n => ($"{n}.json", "{}"))])));
        (await crowd.JsonOfAsync(HttpStatusCode.BadRequest))["message"]!.GetValue<string>().ShouldContain("more than 1,000 files");

        var nested = Zip(("x.json", "{}"));
        for (var i = 0; i < 4; i++)
            nested = Zip(("next.zip", nested));
        using var deep = await SendAsync(client, ("deep.zip", nested));
        (await deep.JsonOfAsync(HttpStatusCode.BadRequest))["message"]!.GetValue<string>().ShouldContain("deep in others");
    }

    [Fact]
    public async Task A_package_has_what_a_definition_runs_and_names_what_it_needs()
    {
        using var client = await server.ClientAsync();
        await client.PublishAsync(Drawings.Flowchart("pack-child", Drawings.Activity("m", "ClarityConnect.MappingTable", ("tableName", "Literal", "accounts"))));
        await client.PublishAsync(Drawings.Flowchart(
            "pack-parent",
            Drawings.Activity("d", "Elsa.DispatchWorkflow", ("workflowDefinitionId", "Literal", "pack-child")),
            Drawings.Activity("e", "Elsa.DispatchWorkflow", ("workflowDefinitionId", "Literal", "pack-gone")),
            Drawings.Activity("f", "Elsa.DispatchWorkflow", ("workflowDefinitionId", "JavaScript", "getInput('which')"))));

        using var archive = await UnzipAsync(client, $"{Definitions}/pack-parent/export?versionOptions=Latest&includeDependencies=true");

        archive.Entries.Select(entry => entry.Name.Split("-pack-")[^1].Split('-')[0]).ShouldBe(["parent", "child", "manifest.json"]);
        var manifest = await JsonOfAsync(archive.GetEntry("manifest.json")!);
        manifest["definitions"]!.AsArray().Select(definition => definition!["definitionId"]!.GetValue<string>()).ShouldBe(["pack-parent", "pack-child"]);
        manifest["mappingTables"]!.AsArray().Single()!["name"]!.GetValue<string>().ShouldBe("accounts");
        manifest["missingDefinitions"]!.AsArray().Single()!.GetValue<string>().ShouldBe("pack-gone");
        manifest["decidedWhenRun"]!.AsArray().Single()!["activityId"]!.GetValue<string>().ShouldBe("f");
        (await JsonOfAsync(archive.Entries[1])).First().Key.ShouldBe("$schema");

        using var withConsumers = await UnzipAsync(client, $"{Definitions}/pack-child/export?includeConsumingWorkflows=true");
        withConsumers.Entries.Count.ShouldBe(3);
        using var alone = await client.GetAsync($"{Definitions}/pack-parent/export?includeConsumingWorkflows=true", Token);
        alone.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
    }

    [Fact]
    public async Task The_command_line_imports_validates_and_exports()
    {
        using var client = await server.ClientAsync();
        var folder = Directory.CreateTempSubdirectory("workflows").FullName;
        try
        {
            await WriteAsync(folder, "good.json", Drawings.Flowchart("cli-good", Drawings.WriteLine("a", "x")).ToJsonString());
            await WriteAsync(folder, "mappings/accounts.json", """{"accounts":[]}""");
            (await RunAsync(client, "import", folder, "--publish")).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(0), run => run.Text.ShouldContain("Imported"), run => run.Text.ShouldNotContain("accounts"));
            (await RunAsync(client, "import", folder, "--publish", "--json")).ShouldSatisfyAllConditions(
                run => run.Code.ShouldBe(0), run => JsonNode.Parse(run.Text)![0]!["outcome"]!.GetValue<string>().ShouldBe("Unchanged"));
            (await RunAsync(client, "validate", folder)).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(0), run => run.Text.ShouldContain("Valid"));

            await WriteAsync(folder, "bad.json", Drawings.Flowchart("cli-bad", Drawings.Activity("E1", "Elsa.Event")).ToJsonString());
            (await RunAsync(client, "validate", folder)).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(1), run => run.Text.ShouldContain("Event name"));
            (await RunAsync(client, "import", folder, "--publish")).ShouldSatisfyAllConditions(run => run.Code.ShouldBe(1), run => run.Text.ShouldContain("Refused"), run => run.Text.ShouldContain("Unchanged"));

            var output = Path.Combine(folder, "out");
            (await RunAsync(client, "export", "cli-good", "--output", output)).Code.ShouldBe(0);
            Directory.GetFiles(output).ShouldHaveSingleItem().ShouldEndWith(".json");
            (await RunAsync(client, "export", "cli-good", "--output", output, "--dependencies")).Code.ShouldBe(0);
            File.Exists(Path.Combine(output, "cli-good.zip")).ShouldBeTrue();
            (await RunAsync(client, "export", "cli-none", "--output", output)).Code.ShouldBe(1);
            (await RunAsync(client, "import")).Code.ShouldBe(2);
            (await RunAsync(client, "import", folder, "--oops")).Code.ShouldBe(2);
            (await RunAsync(client, "validate", folder, "--api-key", "wrong")).Code.ShouldBe(3);
            (await RunAsync(client, "validate", folder, "--url", "http://127.0.0.1:1")).Code.ShouldBe(3);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(int Code, string Text)> RunAsync(HttpClient client, string verb, params string[] options)
    {
        await using var output = new StringWriter();
        string[] all = ["--url", client.BaseAddress!.ToString(), "--api-key", RunningServer.AdministratorKey, .. options];
        return (await WorkflowFilesCommand.RunAsync(verb, all, output), output.ToString());
    }

    private static async Task WriteAsync(string folder, string name, string text)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, text, Token);
    }

    private static IEnumerable<string> Outcomes(JsonObject report) =>
        report["files"]!.AsArray().Select(file => $"{file!["file"]} {file["outcome"]} {file["version"]}");

    private static async Task<JsonObject> ImportAsync(HttpClient client, params (string Name, byte[] Content)[] files)
    {
        using var response = await SendAsync(client, files);
        return await response.JsonOfAsync();
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, params (string Name, byte[] Content)[] files)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, content) in files)
        {
            var part = new ByteArrayContent(content);
            part.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
            form.Add(part, "files", name);
        }

        return await client.PostAsync($"{Definitions}/import-files", form, Token);
    }

    private static async Task<ZipArchive> UnzipAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(path, Token);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentDisposition!.FileName.ShouldBe("workflow-definitions.zip");
        return new ZipArchive(new MemoryStream(await response.Content.ReadAsByteArrayAsync(Token)));
    }

    private static async Task<JsonObject> JsonOfAsync(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(await entry.OpenAsync(Token));
        return JsonNode.Parse(await reader.ReadToEndAsync(Token))!.AsObject();
    }

    private static byte[] Zip(params (string Name, string Text)[] entries) => Zip([.. entries.Select(entry => (entry.Name, Encoding.UTF8.GetBytes(entry.Text)))]);

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        var buffer = new MemoryStream();
        using (var archive = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return buffer.ToArray();
    }
}
