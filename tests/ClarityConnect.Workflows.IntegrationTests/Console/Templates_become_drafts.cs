using System.Net;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.IntegrationTests.Embedded;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Console;

public sealed class Templates_become_drafts : IAsyncLifetime
{
    private const string Settlement = "heartland-settlement-to-intacct-gl";

    private ConsoleHost host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await ConsoleHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_card_shows_what_a_template_connects_how_often_it_runs_and_its_steps()
    {
        using var visitor = await host.SignInAsync("viewer");
        var page = await visitor.GetAsync("/templates");
        page.Words.ShouldContain("Heartland settlement to Intacct GL");
        page.Words.ShouldContain("Sage Intacct");
        page.Words.ShouldContain("it asks every 15 minutes");
        page.Text.ShouldContain("<svg viewBox");
        page.Text.ShouldContain(">Derive accounts</text>");
        page.Text.ShouldContain(">Invalid</text>");
    }

    [Fact]
    public async Task A_page_shows_the_description_without_its_html_and_what_is_needed()
    {
        using var visitor = await host.SignInAsync("viewer");
        var page = await visitor.GetAsync($"/templates/{Settlement}");
        page.Words.ShouldContain("<h2>Steps</h2>");
        page.Words.ShouldContain("Connection: Sage Intacct");
        page.Words.ShouldContain("made with sample rows");
        page.Words.ShouldContain("A closed batch is posted and reconciled");
        page.Text.ShouldContain("<th scope=\"col\"");
    }

    [Fact]
    public async Task Using_a_template_makes_a_draft_with_the_chosen_connections_and_its_mapping_table()
    {
        await host.SaveConnectionAsync("the-books", "intacct", Intacct());
        await host.SaveConnectionAsync("ledger", "clerk", "correct horse");
        using var visitor = await host.SignInAsync("designer");
        var page = await visitor.GetAsync($"/templates/{Settlement}/use");
        page.Text.ShouldContain("<option value=\"the-books\" selected");
        page.Text.ShouldNotContain("value=\"ledger\"");
        page.Words.ShouldContain("“heartland-gateway”, to be made later");

        var answer = await visitor.SubmitAsync(page, "Make the draft", ("name", "Our settlement"), ("connection.intacct", "the-books"), ("connection.heartland-gateway", "heartland-gateway"));

        answer.Status.ShouldBe(HttpStatusCode.Found);
        answer.Location.ShouldEndWith($"/studio/workflows/definitions/{Settlement}/edit");
        var draft = (await host.Definitions.FindAsync(new DefinitionFilter { DefinitionIds = [Settlement], IsLatest = true }, Token))!;
        draft.Name.ShouldBe("Our settlement");
        draft.IsPublished.ShouldBeFalse();
        var activities = JsonNode.Parse(draft.Document!)!["root"]!["activities"]!.AsArray();
        string ConnectionOf(string id) => activities.Single(activity => (string?)activity!["id"] == id)!["connection"]!["expression"]!["value"]!.GetValue<string>();
        ConnectionOf("PostSales").ShouldBe("the-books");
        ConnectionOf("ReadSettlement").ShouldBe("the-books");
        ConnectionOf("GetBatch").ShouldBe("heartland-gateway");
        (await host.Mappings.FindAsync("gl-accounts", Token))!.Document.ShouldContain("Hudson Street");
    }

    [Fact]
    public async Task A_second_draft_of_a_template_is_a_workflow_of_its_own_and_leaves_mapping_tables_alone()
    {
        await host.Mappings.SaveAsync("gl-accounts", "{\"ours\": 1}", TimeProvider.System.GetUtcNow(), Token);
        using var visitor = await host.SignInAsync("designer");
        var page = await visitor.GetAsync($"/templates/{Settlement}/use");
        page.Words.ShouldContain("mapping table that is there already");
        await visitor.SubmitAsync(page, "Make the draft", ("name", "First"));
        var second = await visitor.SubmitAsync(page, "Make the draft", ("name", "Second"));
        second.Location!.ShouldNotContain(Settlement);
        (await host.Definitions.ListAsync(new DefinitionFilter { IsLatest = true }, Token)).Items.Select(item => item.Name).ShouldBe(["First", "Second"], ignoreOrder: true);
        (await host.Mappings.FindAsync("gl-accounts", Token))!.Document.ShouldBe("{\"ours\": 1}");
    }

    [Theory]
    [InlineData("nobody-knows", "There is no connection 'nobody-knows'")]
    [InlineData("ledger", "is of the type Vault of the tests")]
    public async Task A_connection_that_does_not_fit_is_refused_and_nothing_is_stored(string connection, string problem)
    {
        await host.SaveConnectionAsync("ledger", "clerk", "correct horse");
        using var visitor = await host.SignInAsync("designer");
        var page = await visitor.GetAsync($"/templates/{Settlement}/use");
        (await visitor.SubmitAsync(page, "Make the draft", ("name", "Mine"), ("connection.intacct", connection))).Words.ShouldContain(problem);
        (await visitor.SubmitAsync(page, "Make the draft", ("name", new string('x', 201)))).Words.ShouldContain("at most 200 characters");
        (await host.Definitions.ListAsync(new DefinitionFilter(), Token)).TotalCount.ShouldBe(0);
        (await host.Mappings.ListAsync(Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_template_that_cannot_be_read_keeps_no_other_from_being_offered()
    {
        using var folder = new TemporaryFolder();
        await WriteAsync(folder.Path, "broken", "workflow.json", "{ not json");
        await WriteAsync(folder.Path, "no-workflow", "README.md", "# Nothing");
        await WriteAsync(folder.Path, "hostile", "workflow.json", Drawings.Waiting);
        await WriteAsync(folder.Path, "hostile", "README.md", "# T\n\n<script>alert(5)</script> [bad](javascript:alert(6)) [file](../x.md) ![picture](https://evil.example/x.png)\n\n| a |\n|---|\n| <b>b</b> |\n");
        await using var own = await ConsoleHost.StartAsync(templates: folder.Path);
        using var visitor = await own.SignInAsync("viewer");
        var list = await visitor.GetAsync("/templates");
        list.Text.ShouldContain("/templates/hostile");
        list.Text.ShouldNotContain("/templates/broken");
        list.Text.ShouldNotContain("/templates/no-workflow");
        (await visitor.GetAsync("/templates/broken")).Status.ShouldBe(HttpStatusCode.NotFound);
        var page = await visitor.GetAsync("/templates/hostile");
        page.Text.ShouldContain("&lt;script&gt;alert(5)");
        page.Text.ShouldNotContain("<script");
        page.Text.ShouldNotContain("javascript:");
        page.Text.ShouldNotContain("evil.example");
        page.Text.ShouldNotContain("<b>b</b>");
    }

    private static JsonObject Intacct() => new()
    {
        ["senderId"] = "s", ["senderPassword"] = "p", ["companyId"] = "c", ["userId"] = "u", ["userPassword"] = "w",
    };

    private static async Task WriteAsync(string root, string template, string file, string text)
    {
        var folder = Directory.CreateDirectory(Path.Combine(root, template)).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, file), text, Token);
    }
}
