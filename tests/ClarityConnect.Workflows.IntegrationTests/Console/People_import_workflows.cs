using System.IO.Compression;
using System.Net;
using System.Text;
using ClarityConnect.Workflows.Engine.Definitions;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Console;

public sealed class People_import_workflows : IAsyncLifetime
{
    private const string Foreign = """
        {
          "definitionId": "foreign", "name": "From elsewhere",
          "root": { "id": "Steps", "name": "Steps", "type": "Elsa.Sequence", "version": 1, "activities": [
            { "id": "Say", "name": "Say", "type": "Elsa.WriteLine", "version": 7, "metadata": { "displayText": "Say <b>hello</b>" },
              "text": { "typeName": "String", "expression": { "type": "CSharp", "value": "1 + 1" } } },
            { "id": "Odd", "name": "Odd", "type": "Acme.SendFax", "version": 2, "metadata": { "displayText": "Send the fax" } },
            { "id": "Book", "name": "Book", "type": "ClarityConnect.Intacct.ReadJournal", "version": 1,
              "connection": { "typeName": "String", "expression": { "type": "Literal", "value": "far-away" } } } ] }
        }
        """;

    private ConsoleHost host = null!;
    private Visitor visitor = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await ConsoleHost.StartAsync();
        visitor = await host.SignInAsync("designer");
    }

    public async ValueTask DisposeAsync()
    {
        visitor.Dispose();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task What_is_in_a_file_is_told_before_anything_is_stored()
    {
        var report = await LookAsync(Foreign);
        report.Words.ShouldContain("From elsewhere");
        report.Words.ShouldContain("4 activities");
        report.Words.ShouldContain("Send the fax");
        report.Words.ShouldContain("Acme.SendFax");
        report.Words.ShouldContain("behind a placeholder");
        report.Words.ShouldContain("Expressions in languages that do not run here");
        report.Words.ShouldContain("there is no connection 'far-away'");
        report.Words.ShouldContain("Elsa.WriteLine version 7");
        report.Words.ShouldContain("Elsa.WriteLine version 1");
        report.Text.ShouldContain("Say &lt;b&gt;hello&lt;/b&gt;");
        report.Words.ShouldContain("</b> as a new workflow.");
        (await host.Definitions.ListAsync(new DefinitionFilter(), Token)).TotalCount.ShouldBe(0);
    }

    [Fact]
    public async Task What_was_imported_is_told_with_a_way_to_the_designer()
    {
        var answer = await ImportAsync(await LookAsync(Foreign), "version");
        answer.Words.ShouldContain("Imported as a draft");
        answer.Text.ShouldContain("href=\"/studio/workflows/definitions/foreign/edit\"");
        answer.Text.ShouldContain("href=\"/elsa/api/workflow-definitions/foreign/export\"");
        var draft = (await host.Definitions.FindAsync(new DefinitionFilter { DefinitionIds = ["foreign"], IsLatest = true }, Token))!;
        draft.IsPublished.ShouldBeFalse();
        draft.Document!.ShouldContain("Acme.SendFax");
    }

    [Fact]
    public async Task A_workflow_that_is_there_gets_a_new_version_or_a_copy_as_the_person_chooses()
    {
        await host.PublishAsync(Drawings.Waiting);
        (await LookAsync(Drawings.Waiting)).Words.ShouldContain("has this content already");
        var changed = Drawings.Waiting.Replace("Approved", "Agreed", StringComparison.Ordinal);
        var report = await LookAsync(changed);
        report.Words.ShouldContain("a draft after the published version 1");

        (await ImportAsync(report, "version")).Words.ShouldContain("Imported as version 2, a draft");
        (await LookAsync(changed.Replace("Agreed", "Settled", StringComparison.Ordinal))).Words.ShouldContain("Overwrite the draft");
        (await ImportAsync(report, "copy")).Words.ShouldContain("Imported as a draft");
        (await ImportAsync(report, "skip")).Words.ShouldContain("Left out");

        var latest = (await host.Definitions.ListAsync(new DefinitionFilter { IsLatest = true }, Token)).Items;
        latest.Select(item => item.Version).ShouldBe([2, 1], ignoreOrder: true);
        latest.ShouldContain(item => item.DefinitionId == "waiting");
    }

    [Fact]
    public async Task A_mistake_in_the_json_is_shown_with_its_line()
    {
        var report = await LookAsync("{\r\n  \"name\": \"Größe\",\r\n  \"root\": { \"type\" \"x\" }\r\n}");
        report.Words.ShouldContain("Line 3, column 20");
        report.Words.ShouldContain("  \"root\": { \"type\" \"x\" }\n" + new string(' ', 19) + "▲ here");
        report.Text.ShouldNotContain(">Import</button>");
        (await LookAsync("{}")).Words.ShouldContain("it has no 'root' activity");
        (await LookAsync("[1]")).Words.ShouldContain("must be a JSON object");
        (await LookAsync("{\"root\":{},\"root\":{}}")).Words.ShouldContain("Duplicate");
        (await visitor.SubmitAsync(await visitor.GetAsync("/import"), "Look into it", ("json", " "))).Words.ShouldContain("Choose a file, or paste");
    }

    [Fact]
    public async Task Archives_are_opened_and_each_file_has_its_own_fate()
    {
        var report = await visitor.UploadAsync(
            await visitor.GetAsync("/import"), "inspect", "files", "all.zip", Zip(("one.json", Drawings.Waiting), ("bad.json", "{"), ("readme.txt", "x"), ("two.json", Drawings.Posting)));
        report.Words.ShouldContain("all.zip/bad.json");
        report.Words.ShouldContain("Wait for approval");
        report.Words.ShouldNotContain("readme.txt");
        var answer = await visitor.SubmitAsync(report, "Import", ("choice.0", "version"), ("choice.2", "version"));
        answer.Words.ShouldContain("Post the day");
        (await host.Definitions.ListAsync(new DefinitionFilter { IsLatest = true }, Token)).TotalCount.ShouldBe(2);

        var bomb = await visitor.UploadAsync(await visitor.GetAsync("/import"), "inspect", "files", "empty.zip", Zip(("readme.txt", "x")));
        bomb.Words.ShouldContain("The archive holds no JSON file");
        (await visitor.UploadAsync(await visitor.GetAsync("/import"), "inspect", "files", "broken.zip", "PK\u0003\u0004nothing"u8.ToArray())).Words.ShouldContain("The archive cannot be read");
    }

    [Fact]
    public async Task What_comes_back_is_not_believed()
    {
        var report = await LookAsync(Drawings.Waiting);
        var forged = report with { Text = System.Text.RegularExpressions.Regex.Replace(report.Text, "name=\"content.0\" value=\"[^\"]*\"", "name=\"content.0\" value=\"!!\"") };
        var answer = await ImportAsync(forged, "version");
        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Words.ShouldContain("Choose the file again");
    }

    private async Task<Visitor.Page> LookAsync(string json) => await visitor.SubmitAsync(await visitor.GetAsync("/import"), "Look into it", ("json", json));

    private Task<Visitor.Page> ImportAsync(Visitor.Page report, string choice) => visitor.SubmitAsync(report, "Import", ("choice.0", choice));

    private static byte[] Zip(params (string Name, string Text)[] entries)
    {
        var buffer = new MemoryStream();
        using (var archive = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return buffer.ToArray();
    }
}
