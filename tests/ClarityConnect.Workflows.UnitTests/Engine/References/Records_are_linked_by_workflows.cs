using System.Text.Json;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.References;
using ClarityConnect.Workflows.Testing.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Engine.References;

public sealed class Records_are_linked_by_workflows
{
    private const string Records = """[{"system":"Opayo","kind":"transaction","id":"3C9E"},{"system":"heartland","kind":"order","id":1001},{"system":"kashflow","kind":"invoice","id":""}]""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_record_is_found_by_a_known_one_after_they_were_linked()
    {
        await using var harness = await WorkflowHarness.StartAsync(cancellationToken: Token);

        var run = await RunAsync(harness, Link(Records), Find("heartland", "order", "1001", "opayo", "Transaction"));

        run.Instance.Status.ShouldBe(InstanceStatus.Finished);
        Detail(run, "Find", "outcomes")[0].GetString().ShouldBe("Found");
        Detail(run, "Find", "outputs").GetProperty("RecordId").GetString().ShouldBe("3C9E");
        Detail(run, "Link", "outputs").GetProperty("NewRecords").GetInt32().ShouldBe(2);
        var group = (await harness.Services.GetRequiredService<ReferenceDirectory>().SearchAsync("3c9e", Token)).ShouldHaveSingleItem();
        group.Select(record => (record.System, record.InstanceId, record.ActivityName)).ShouldBe([("heartland", run.Instance.Id, "Link"), ("opayo", run.Instance.Id, "Link")]);
    }

    [Fact]
    public async Task Many_groups_are_linked_at_once()
    {
        await using var harness = await WorkflowHarness.StartAsync(cancellationToken: Token);
        var groups = JsonSerializer.Serialize(Enumerable.Range(1, 50).Select(n => new object[] { new { system = "a", kind = "x", id = $"{n}" }, new { system = "b", kind = "y", id = $"{n}" } }));

        var run = await RunAsync(harness, Link(groups), Find("b", "y", "50", "a", ""));

        Detail(run, "Link", "outputs").GetProperty("NewRecords").GetInt32().ShouldBe(100);
        Detail(run, "Find", "outputs").GetProperty("RecordId").GetString().ShouldBe("50");
    }

    [Theory]
    [InlineData("kashflow", "invoice")]
    [InlineData("opayo", "refund")]
    [InlineData("heartland", "order")]
    public async Task What_is_not_linked_is_left_by_the_other_way(string system, string kind)
    {
        await using var harness = await WorkflowHarness.StartAsync(cancellationToken: Token);

        var run = await RunAsync(harness, Link(Records), Find("heartland", "order", "1001", system, kind));

        Detail(run, "Find", "outcomes")[0].GetString().ShouldBe("Not found");
    }

    [Theory]
    [InlineData("""[{"system":"a","id":"1"}]""", "no system or no kind")]
    [InlineData("""[{"system":"a","kind":"b","id":null}]""", "None of the records has an id")]
    [InlineData("""{}""", "not a list")]
    public async Task Records_that_cannot_be_read_are_refused_with_an_example(string records, string message)
    {
        await using var harness = await WorkflowHarness.StartAsync(cancellationToken: Token);

        var run = await RunAsync(harness, Link(records));

        (await harness.Instances.ListDeadLettersAsync(new() { InstanceId = run.Instance.Id }, Token)).Single().Message.ShouldContain(message);
    }

    [Fact]
    public void An_id_that_is_too_long_is_refused_in_words()
    {
        RecordReference.Create(" Opayo ", "TRANSACTION", " aB ").ShouldBe(new RecordReference("opayo", "transaction", "aB"));
        RecordReference.Create("opayo", " ", "1").ShouldBeNull();
        Should.Throw<ArgumentException>(() => RecordReference.Create("opayo", "transaction", new string('x', 201))).Message.ShouldContain("at most 200 are kept");
    }

    private static JsonElement Detail(WorkflowRun run, string activity, string part) => WorkflowRun.Detail(run.Executions.Single(execution => execution.ActivityId == activity), part)!.Value;

    private static async Task<WorkflowRun> RunAsync(WorkflowHarness harness, params string[] activities)
    {
        await harness.PublishAsync(
            $$"""{ "definitionId": "link", "name": "Link", "root": { "id": "Steps", "name": "Steps", "type": "Elsa.Sequence", "version": 1, "activities": [ {{string.Join(",", activities)}} ] } }""", Token);
        return await harness.RunAsync("link", null, Token);
    }

    private static string Link(string records) =>
        $$"""{ "id": "Link", "name": "Link", "type": "ClarityConnect.LinkRecords", "version": 1, "records": { "typeName": "Object", "expression": { "type": "Object", "value": {{JsonSerializer.Serialize(records)}} } } }""";

    private static string Find(string system, string kind, string id, string wantedSystem, string wantedKind) =>
        $$"""
        { "id": "Find", "name": "Find", "type": "ClarityConnect.FindLinkedRecord", "version": 1, {{Text("knownSystem", system)}}, {{Text("knownKind", kind)}}, {{Text("knownId", id)}},
          {{Text("wantedSystem", wantedSystem)}}, {{Text("wantedKind", wantedKind)}} }
        """;

    private static string Text(string name, string value) => $$""" "{{name}}": { "typeName": "String", "expression": { "type": "Literal", "value": "{{value}}" } } """;
}
