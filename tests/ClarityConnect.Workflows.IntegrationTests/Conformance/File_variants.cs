using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Instances;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static ClarityConnect.Workflows.IntegrationTests.Conformance.RunningEngine;

namespace ClarityConnect.Workflows.IntegrationTests.Conformance;

/// <summary>The forms of whole files over the versions of Elsa, by what importing and running them gives.</summary>
public sealed class File_variants(RunningEngine engine) : IClassFixture<RunningEngine>
{
    private const string Bare = """{"root":{"type":"Elsa.WriteLine","text":"x"}}""";

    private DefinitionPublisher Publisher => engine.Harness.Services.GetRequiredService<DefinitionPublisher>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rule_01_A_file_without_ids_is_a_new_definition_every_time()
    {
        var (one, _) = await Publisher.SaveAsync(DefinitionDocument.Parse(Bare), publish: false, Token);
        var (two, _) = await Publisher.SaveAsync(DefinitionDocument.Parse(Bare), publish: false, Token);

        one.DefinitionId.ShouldNotBe(two.DefinitionId);
        one.Id.ShouldNotBe(two.Id);
        (one.Version, two.Version).ShouldBe((1, 1));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Rule_04_The_importer_decides_what_is_published(bool publish)
    {
        var file = $$"""{"definitionId":"tester-{{publish}}","isPublished":{{(publish ? "false" : "true")}},"root":{"type":"Elsa.WriteLine"} }""";
        var (version, _) = await Publisher.SaveAsync(DefinitionDocument.Parse(file), publish, Token);

        version.IsPublished.ShouldBe(publish);
        version.DefinitionId.ShouldBe($"tester-{publish}");
        JsonElement.Parse(version.Document!).GetProperty("isPublished").GetBoolean().ShouldBe(publish);
    }

    [Fact]
    public async Task Rule_11_An_unknown_type_fails_only_where_it_is_run()
    {
        var unknown = """{"id":"u","type":"Acme.Unknown","version":3}""";
        var decision = $$"""{"id":"i","type":"Elsa.If","condition":false,"then":{{unknown}},"else":{{WriteLine("w", "'else'")}} }""";
        (await engine.RunRootAsync(decision)).Lines.ShouldBe(["else"]);

        var run = await engine.RunRootAsync(unknown);
        run.Instance.Status.ShouldBe(InstanceStatus.Faulted);
        (await engine.FailureAsync(run)).Message.ShouldStartWith("Activity type 'Acme.Unknown' version '3' could not be found.");
    }

    [Theory]
    [InlineData("Subworkflow test", "SubworkflowTest")]
    [InlineData("CacheInvalidation_Child", "CacheInvalidationChild")]
    [InlineData("Input Output Logging 3 - Child", "InputOutputLogging3-Child")]
    public async Task Rule_12_The_type_of_a_workflow_is_its_name_in_Pascal_case_and_its_inputs_and_outputs_are_members(string name, string type)
    {
        await SaveChildAsync(type, name, "it");

        foreach (var message in new[] { "\"hello\"", """{"typeName":"String","expression":{"type":"JavaScript","value":"'hel' + 'lo'"}}""" })
        {
            var use = $$"""{"id":"c","type":"{{type}}","version":1,"message":{{message}},"output1":{"typeName":"String","memoryReference":{"id":"said"} } }""";
            var run = await engine.RunSequenceAsync("""[{"id":"said","name":"Said","typeName":"String"}]""", use, WriteLine("w", "getSaid()"));

            run.Lines.ShouldBe(["it hello"]);
        }
    }

    [Fact]
    public async Task Rule_12_A_workflow_is_found_by_version_id_then_by_type_and_version_then_by_type_then_by_definition()
    {
        var old = await SaveChildAsync("found", "Found child", "old");
        await SaveChildAsync("found", "Found child", "new");
        const string unknown = "\"workflowDefinitionVersionId\":\"nowhere\"";

        (await SayAsync("FoundChild", 2, $"\"workflowDefinitionVersionId\":\"{old}\"")).ShouldBe("old hello");
        (await SayAsync("FoundChild", 1, unknown)).ShouldBe("old hello");
        (await SayAsync("FoundChild", 9, unknown)).ShouldBe("new hello");
        (await SayAsync("RenamedChild", 1, $"{unknown},\"workflowDefinitionId\":\"found\"")).ShouldBe("new hello");
    }

    [Theory]
    [InlineData("6 * 7")]
    [InlineData("6 * 7;")]
    [InlineData("const a = 6;\nreturn a * 7;")]
    [InlineData("if (1 > 0) { return 42; } return 0;")]
    public async Task Rule_26_JavaScript_may_be_an_expression_or_statements(string script) => (await engine.PrintAsync(script)).ShouldBe("42");

    [Fact]
    public async Task Rule_27_An_output_goes_to_a_variable_by_its_id_or_to_an_output_of_the_workflow_by_its_name()
    {
        static string Result(string target) => $$""" "result":{"typeName":"Object","memoryReference":{"id":"{{target}}"} } """;
        var run = await engine.RunSequenceAsync(
            """[{"id":"70e1e4a1","name":"Total","typeName":"Int32"}]""",
            Script("a", "42", Result("70e1e4a1")),
            Script("b", "getTotal() + 1", Result("Output1")),
            Script("c", "1", "\"result\":{\"typeName\":\"Object\",\"memoryReference\":null}"));

        run.Instance.Status.ShouldBe(InstanceStatus.Finished);
        run.Variable("Total")!.Value.GetInt32().ShouldBe(42);
        run.Output("Output1")!.Value.GetInt32().ShouldBe(43);
    }

    [Theory]
    [InlineData("""{"id":"v1","name":"Renamed","typeName":"Acme.Gone","value":"old","storageDriverTypeName":"Acme.Gone"}""")]
    [InlineData("""{"id":"v1"}""")]
    [InlineData("\"v1\"")]
    [InlineData("""{"typeName":"Variable","expression":{"type":"Literal","value":{"id":"v1"} } }""")]
    public async Task Rule_30_Of_an_embedded_variable_only_the_id_counts(string variable)
    {
        var run = await engine.RunSequenceAsync(
            """[{"id":"v1","name":"Total","typeName":"Int32","value":"1"}]""",
            $$"""{"id":"s","type":"Elsa.SetVariable","variable":{{variable}},"value":{"typeName":"Object","expression":{"type":"Literal","value":7} } }""");

        run.Variable("Total")!.Value.GetInt32().ShouldBe(7);
    }

    [Fact]
    public async Task Rule_33_Keys_that_look_like_references_survive_a_run()
    {
        const string Value = """{"$id":"1","$ref":"2","$schema":"3"}""";
        var run = await engine.RunSequenceAsync(
            """[{"id":"v1","name":"Kept","typeName":"Object"}]""",
            $$"""{"id":"s","type":"Elsa.SetVariable","variable":{"id":"v1"},"value":{"typeName":"Object","expression":{"type":"Object","value":{{Value}} } } }""");

        run.Variable("Kept")!.Value.GetRawText().ShouldBe(Value);
    }

    /// <summary>What a workflow that is used as an activity says.</summary>
    private async Task<string> SayAsync(string type, int version, string members)
    {
        var use = $$"""{"id":"c","type":"{{type}}","version":{{version}},{{members}},"message":"hello","output1":{"memoryReference":{"id":"said"} } }""";
        return (await engine.RunSequenceAsync("""[{"id":"said","name":"Said","typeName":"String"}]""", use, WriteLine("w", "getSaid()"))).Lines.ShouldHaveSingleItem();
    }

    /// <summary>Publishes a version of a workflow that says its word and its message.</summary>
    private async Task<string> SaveChildAsync(string definitionId, string name, string word)
    {
        var (version, _) = await Publisher.SaveAsync(
            DefinitionDocument.Parse(
                $$"""
                {"definitionId":"{{definitionId}}","name":"{{name}}","options":{"usableAsActivity":true},
                 "inputs":[{"type":"String","name":"Message"}],"outputs":[{"type":"String","name":"Output1"}],
                 "root":{"id":"o","type":"Elsa.SetOutput","outputName":"Output1","outputValue":{"expression":{"type":"JavaScript","value":"'{{word}} ' + getInput('Message')"} } } }
                """),
            publish: true,
            Token);
        return version.Id;
    }
}
