using ClarityConnect.Workflows.Connectors;
using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Definitions.Checks;
using ClarityConnect.Workflows.Engine.Definitions.Dependencies;
using ClarityConnect.Workflows.Engine.Mappings;
using ClarityConnect.Workflows.Engine.Secrets;
using ClarityConnect.Workflows.Testing.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Definitions;

/// <summary>The checks that ask the script runner and the stores, and the graph of who runs whom.</summary>
public sealed class Definitions_are_checked_with_what_they_refer_to : IAsyncLifetime
{
    private WorkflowHarness harness = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DefinitionPublisher Publisher => harness.Services.GetRequiredService<DefinitionPublisher>();

    public static TheoryData<string> Samples => new(
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Conformance", "Definitions"), "*.json")
            .Concat(Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "workflows"), "workflow.json", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(AppContext.BaseDirectory, file)));

    public async ValueTask InitializeAsync() =>
        harness = await WorkflowHarness.StartAsync(ConnectorCatalog.Activities, ConnectorCatalog.ConnectionTypes, cancellationToken: Token);

    public ValueTask DisposeAsync() => harness.DisposeAsync();

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Samples_have_no_errors_and_no_false_alarms(string file)
    {
        var json = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, file), Token);
        var (_, findings) = await Publisher.SaveAsync(DefinitionDocument.Parse(json), publish: true, Token);

        string[] missing = [FindingCodes.UnknownConnection, FindingCodes.UnknownMappingTable, FindingCodes.UnknownDefinition];
        findings.Where(finding => !missing.Contains(finding.Code)).Select(finding => $"{finding.Code} {finding.ActivityId}").ShouldBe(True(Path.GetFileName(file)));
    }

    [Fact]
    public async Task A_script_that_cannot_be_parsed_is_told_by_line_and_column()
    {
        var findings = await CheckAsync(Node("w", "Elsa.WriteLine", Input("text", "JavaScript", @"const a = 1;\nconst b = ;")));
        var finding = findings.ShouldHaveSingleItem();
        (finding.Code, finding.Severity, finding.ActivityId, finding.Input, finding.Line).ShouldBe((FindingCodes.ScriptSyntax, FindingSeverity.Error, "w", "Text", 2));
        finding.Column.ShouldNotBeNull();

        (await CheckAsync(Node("w", "Elsa.WriteLine", Input("text", "JavaScript", "1 + 1")))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_connection_must_be_of_the_type_that_the_activity_needs()
    {
        var type = ConnectorCatalog.Activities.Select(DescribedInput).First(found => found.Input is not null);
        var root = Node("c", type.Activity, Input(type.Input!, "Literal", "main"));
        (await CheckAsync(root)).ShouldContain(finding => finding.Code == FindingCodes.UnknownConnection && finding.Severity == FindingSeverity.Warning);

        var connections = harness.Services.GetRequiredService<IConnectionStore>();
        await connections.SaveAsync("main", "something.else", "{}", TimeProvider.System.GetUtcNow(), Token);
        (await CheckAsync(root)).ShouldContain(finding => finding.Code == FindingCodes.WrongConnectionType && finding.Severity == FindingSeverity.Error);

        await connections.SaveAsync("main", type.ConnectionType!, "{}", TimeProvider.System.GetUtcNow(), Token);
        (await CheckAsync(root)).ShouldNotContain(finding => finding.Code == FindingCodes.WrongConnectionType || finding.Code == FindingCodes.UnknownConnection);
    }

    [Fact]
    public async Task A_mapping_table_must_be_there()
    {
        var root = Node("m", "ClarityConnect.MappingTable", Input("tableName", "Literal", "accounts"));
        (await CheckAsync(root)).ShouldHaveSingleItem().Code.ShouldBe(FindingCodes.UnknownMappingTable);

        await harness.Services.GetRequiredService<IMappingTableStore>().SaveAsync("accounts", "{}", TimeProvider.System.GetUtcNow(), Token);
        (await CheckAsync(root)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_secret_must_be_there_and_not_withdrawn()
    {
        var root = Node("h", "Elsa.SendHttpRequest", Input("url", "Literal", "https://shop.example"), """  "authorization":{"expression":{"type":"Secret","value":{"name":"shop-token"} } }""");
        (await CheckAsync(root)).ShouldContain(finding => finding.Code == FindingCodes.UnknownSecret && finding.Message.Contains("there is no secret 'shop-token'"));

        var secrets = harness.Services.GetRequiredService<SecretDirectory>();
        await secrets.SaveAsync("shop-token", "Bearer planted", null, null, null, Token);
        (await CheckAsync(root)).ShouldNotContain(finding => finding.Code == FindingCodes.UnknownSecret);

        await secrets.RevokeAsync("shop-token", Token);
        (await CheckAsync(root)).ShouldContain(finding => finding.Code == FindingCodes.UnknownSecret && finding.Message.Contains("was withdrawn"));
    }

    [Fact]
    public async Task A_workflow_that_is_run_must_be_published()
    {
        var root = Node("d", "Elsa.DispatchWorkflow", Input("workflowDefinitionId", "Literal", "child"));
        (await CheckAsync(root)).ShouldHaveSingleItem().Message.ShouldContain("there is no workflow 'child'");

        await Publisher.SaveAsync(Document("child", Write("w")), publish: false, Token);
        (await CheckAsync(root)).ShouldHaveSingleItem().Message.ShouldContain("is not published");

        await Publisher.PublishAsync("child", Token);
        (await CheckAsync(root)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_route_belongs_to_one_workflow_and_an_event_to_as_many_as_want_it()
    {
        const string Starts = "\"customProperties\":{\"canStartWorkflow\":true}";
        var http = Node("h", "Elsa.HttpEndpoint", Input("path", "Literal", "orders/{id}"), Starts);
        var paid = Node("e", "Elsa.Event", Input("eventName", "Literal", "paid"), Starts);
        await Publisher.SaveAsync(Document("http", http), publish: true, Token);
        await Publisher.SaveAsync(Document("event", paid), publish: true, Token);

        (await CheckAsync(http.Replace("{id}", "{order}", StringComparison.Ordinal))).ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(f => f.Code.ShouldBe(FindingCodes.RouteCollision), f => f.Severity.ShouldBe(FindingSeverity.Error), f => f.ActivityId.ShouldBe("h"));
        (await CheckAsync(paid)).ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(f => f.Code.ShouldBe(FindingCodes.SharedEvent), f => f.Severity.ShouldBe(FindingSeverity.Warning));
        (await CheckAsync(http.Replace("orders", "bills", StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_editors_do_not_overwrite_each_other()
    {
        var (first, _) = await Publisher.SaveAsync(Document("shared", Write("a")), publish: false, Token);
        var opened = DefinitionDocument.Parse(first.Document!).Revision;
        await Publisher.SaveAsync(Document("shared", Write("b")), publish: false, new DefinitionEdit { BasedOn = opened }, Token);

        var refusal = await Should.ThrowAsync<DefinitionInvalidException>(() => Publisher.SaveAsync(Document("shared", Write("c")), publish: false, new DefinitionEdit { BasedOn = opened }, Token));
        refusal.Message.ShouldContain("changed by somebody else");
        await Publisher.SaveAsync(Document("shared", Write("b")), publish: false, new DefinitionEdit { BasedOn = opened }, Token); // repeated because the answer was lost
    }

    [Fact]
    public async Task Many_who_save_at_once_make_one_version_each_or_overwrite_a_draft()
    {
        await Publisher.SaveAsync(Document("busy", Write("a")), publish: true, Token);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Publisher.SaveAsync(Document("busy", Write($"w{n}")), publish: n % 2 == 0, Token)));

        var (versions, _) = await harness.Services.GetRequiredService<IDefinitionStore>().ListAsync(new DefinitionFilter { DefinitionIds = ["busy"] }, Token);
        versions.Select(version => version.Version).ShouldBeUnique();
        versions.Count(version => version.IsLatest).ShouldBe(1);
        versions.Count(version => version.IsPublished).ShouldBe(1);
    }

    [Fact]
    public async Task An_import_without_a_change_makes_no_version()
    {
        (await Publisher.ImportAsync(Document("again", Write("a")), publish: true, by: null, Token)).Outcome.ShouldBe(ImportOutcome.Imported);
        var unchanged = await Publisher.ImportAsync(DefinitionDocument.Parse("""{"$schema":"x","root":{"type":"Elsa.WriteLine","id":"a","name":"a"},"name":"again","definitionId":"again"}"""), publish: true, by: null, Token);
        unchanged.Outcome.ShouldBe(ImportOutcome.NewVersion); // its text is missing
        (await Publisher.ImportAsync(Document("again", Write("a")), publish: true, by: null, Token)).Version.Version.ShouldBe(3);
        (await Publisher.ImportAsync(Document("again", Write("a")), publish: true, by: null, Token)).Outcome.ShouldBe(ImportOutcome.Unchanged);
    }

    [Fact]
    public async Task Reverting_makes_a_draft_and_keeps_the_one_before()
    {
        await Publisher.SaveAsync(Document("old", Write("one")), publish: true, Token);
        await Publisher.SaveAsync(Document("old", Write("two")), publish: false, Token);

        var draft = await Publisher.RevertAsync("old", 1, "Anna", Token);

        (draft!.Version, draft.IsLatest, draft.IsPublished).ShouldBe((3, true, false));
        draft.Document!.ShouldContain("\"one\"");
        (await harness.Services.GetRequiredService<IDefinitionStore>().ListAsync(new DefinitionFilter { DefinitionIds = ["old"] }, Token)).TotalCount.ShouldBe(3);
        (await Publisher.RevertAsync("old", 9, by: null, Token)).ShouldBeNull();
    }

    [Fact]
    public async Task The_graph_knows_both_directions_and_survives_circles()
    {
        string Dispatch(string id) => Node("d", "Elsa.DispatchWorkflow", Input("workflowDefinitionId", "Literal", id));
        await Publisher.SaveAsync(Document("top", Dispatch("middle")), publish: true, Token);
        await Publisher.SaveAsync(Document("middle", Dispatch("bottom")), publish: true, Token);
        await Publisher.SaveAsync(Document("bottom", Dispatch("top")), publish: false, Token);

        var dependencies = (await harness.Services.GetRequiredService<DefinitionGraph>().FindAsync("middle", Token))!;

        dependencies.Uses.ShouldBe([new("bottom", "bottom", false, 1), new("top", "top", true, 2)]);
        dependencies.UsedBy.ShouldBe([new("top", "top", true, 1), new("bottom", "bottom", false, 2)]);
        dependencies.References.ShouldHaveSingleItem().Name.ShouldBe("bottom");
    }

    [Fact]
    public async Task A_workflow_used_as_an_activity_is_a_dependency()
    {
        await Publisher.SaveAsync(DefinitionDocument.Parse($$"""{"definitionId":"part","name":"My part","options":{"usableAsActivity":true},"root":{{Write("w")}} }"""), publish: true, Token);
        await Publisher.SaveAsync(Document("whole", Node("p", "MyPart", "\"version\":1")), publish: true, Token);

        (await harness.Services.GetRequiredService<DefinitionGraph>().ConsumersAsync("part", Token)).ShouldHaveSingleItem().DefinitionId.ShouldBe("whole");
    }

    /// <summary>What is true of samples that are drawn with loose ends.</summary>
    private static IEnumerable<string> True(string sample) => sample switch
    {
        "s07-backward-dangling.json" => ["unreachable-activity dangling", "unconnected-outcome loopbackDecision"],
        "s49-start-activity.json" => ["unreachable-activity WriteLine172"],
        _ => [],
    };

    private static (string Activity, string? Input, string? ConnectionType) DescribedInput(Type type)
    {
        var descriptor = new Engine.Activities.ActivityRegistry([type]).All.Single();
        var input = descriptor.Inputs.FirstOrDefault(input => input.ConnectionTypeKey is not null);
        return (descriptor.TypeName, input?.JsonName, input?.ConnectionTypeKey);
    }

    private Task<IReadOnlyList<DefinitionFinding>> CheckAsync(string root) =>
        harness.Services.GetRequiredService<DefinitionValidator>().CheckAsync(Document("under-test", root), Token);

    private static DefinitionDocument Document(string id, string root) =>
        DefinitionDocument.Parse($$"""{"definitionId":"{{id}}","name":"{{id}}","root":{{root}} }""");

    private static string Write(string id) => Node(id, "Elsa.WriteLine", Input("text", "Literal", id));

    private static string Node(string id, string type, params string[] members) =>
        $$"""{"id":"{{id}}","name":"{{id}}","type":"{{type}}"{{string.Concat(members.Select(member => $",{member}"))}} }""";

    private static string Input(string name, string type, string value) =>
        $$"""  "{{name}}":{"typeName":"Object","expression":{"type":"{{type}}","value":"{{value}}"} }""";
}
