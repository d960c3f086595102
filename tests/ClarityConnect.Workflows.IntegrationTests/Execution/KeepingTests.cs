using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Testing.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Execution;

/// <summary>What is kept of an instance, where, and for how long.</summary>
public sealed class KeepingTests : IAsyncLifetime
{
    private const string Exclude = """{"evaluationMode":"Strategy","strategyType":"Elsa.Workflows.LogPersistence.Strategies.Exclude, Elsa.Workflows.Core"}""";
    private const string Include = """{"evaluationMode":"Strategy","strategyType":"Elsa.Workflows.LogPersistence.Strategies.Include, Elsa.Workflows.Core"}""";
    private const string Inherit = """{"evaluationMode":"Strategy","strategyType":"Elsa.Workflows.LogPersistence.Strategies.Inherit, Elsa.Workflows.Core"}""";
    private const string Configuration = """{"evaluationMode":"Strategy","strategyType":"Elsa.Workflows.LogPersistence.Strategies.Configuration, Elsa.Workflows.Core"}""";
    private const string Literal = """{"evaluationMode":"Expression","expression":{"type":"Literal","value":"Exclude"}}""";
    private const string ScriptInclude = """{"evaluationMode":"Expression","expression":{"type":"JavaScript","value":"'Include'"}}""";
    private const string ScriptExclude = """{"evaluationMode":"Expression","expression":{"type":"JavaScript","value":"LogPersistenceMode.Exclude"}}""";
    private const string ScriptInherit = """{"evaluationMode":"Expression","expression":{"type":"JavaScript","value":"LogPersistenceMode.Inherit"}}""";
    private const string ScriptNumber = """{"evaluationMode":"Expression","expression":{"type":"JavaScript","value":"1 + 1"}}""";
    private const string ScriptNull = """{"evaluationMode":"Expression","expression":{"type":"JavaScript","value":"null"}}""";
    private const string ScriptSeen = """{"evaluationMode":"Expression","expression":{"type":"JavaScript","value":"getVariable('Seen') === 'secret' ? 'Exclude' : 'Include'"}}""";
    private const string Variable = """{"evaluationMode":"Expression","expression":{"type":"Variable","value":{"id":"m","name":"Mode"}}}""";

    private const string Modes = """[{"id":"m","name":"Mode"},{"id":"b","name":"Before","value":"Include"}]""";

    private readonly CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly JournalOptions journal = new();
    private WorkflowHarness harness = null!;

    private CancellationToken Token => limit.Token;

    public async ValueTask InitializeAsync()
    {
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        harness = await WorkflowHarness.StartAsync(
            configure: services => services.AddSingleton<Microsoft.Extensions.Options.IOptions<JournalOptions>>(Microsoft.Extensions.Options.Options.Create(journal)),
            cancellationToken: Token);
    }

    public async ValueTask DisposeAsync()
    {
        limit.Dispose();
        await harness.DisposeAsync();
    }

    [Theory]
    [InlineData(null, null, true, true)]
    [InlineData(null, $$$"""{"default":{{{Exclude}}}}""", false, false)]
    [InlineData(null, $$$"""{"default":{{{Literal}}}}""", false, false)]
    [InlineData(null, $$$"""{"default":{{{ScriptInclude}}}}""", true, true)]
    [InlineData(null, $$$"""{"default":{{{ScriptExclude}}}}""", false, false)]
    [InlineData(null, $$$"""{"default":{{{ScriptNumber}}}}""", false, false)]
    [InlineData(null, $$$"""{"default":{{{ScriptNull}}}}""", true, true)]
    [InlineData(null, $$$"""{"default":{{{ScriptSeen}}}}""", false, false)]
    [InlineData(null, $$$"""{"default":{{{Variable}}}}""", false, false)]
    [InlineData(null, $$$"""{"default":{{{Exclude}}},"outputs":{"result":{{{ScriptInclude}}}}}""", false, true)]
    [InlineData(null, $$$"""{"inputs":{"code":{{{ScriptExclude}}}}}""", false, true)]
    [InlineData($$$"""{"default":{{{ScriptExclude}}}}""", null, false, false)]
    [InlineData($$$"""{"default":{{{ScriptExclude}}}}""", $$$"""{"default":{{{ScriptInherit}}}}""", false, false)]
    [InlineData($$$"""{"default":{{{ScriptExclude}}}}""", $$$"""{"default":{{{Include}}}}""", true, true)]
    [InlineData($$$"""{"default":{{{Exclude}}}}""", $$$"""{"inputs":{"code":{{{ScriptInherit}}}},"outputs":{"result":{{{ScriptInclude}}}}}""", false, true)]
    [InlineData(null, $$$"""{"inputs":{"code":{{{Exclude}}}}}""", false, true)]
    [InlineData(null, $$$"""{"outputs":{"result":{{{Exclude}}}}}""", true, false)]
    [InlineData(null, $$$"""{"default":{{{Exclude}}},"inputs":{"code":{{{Include}}}}}""", true, false)]
    [InlineData($$$"""{"default":{{{Exclude}}}}""", null, false, false)]
    [InlineData($$$"""{"default":{{{Exclude}}}}""", $$$"""{"default":{{{Inherit}}}}""", false, false)]
    [InlineData($$$"""{"default":{{{Exclude}}}}""", $$$"""{"default":{{{Configuration}}}}""", true, true)]
    [InlineData("\"Exclude\"", $$$"""{"default":{{{Include}}}}""", true, true)]
    public async Task Inputs_and_outputs_that_are_excluded_do_not_reach_the_journal(string? workflow, string? activity, bool keepsInput, bool keepsOutput)
    {
        var run = await RunAsync(
            """{"id":"js","type":"Elsa.RunJavaScript","version":1,"script":{"expression":{"type":"Literal","value":"setVariable('Seen', 'secret'); return 'secret'"}},"customProperties":CONFIG}"""
                .Replace("CONFIG", Config(activity?.Replace("code", "script", StringComparison.Ordinal)), StringComparison.Ordinal),
            $$""" "customProperties":{{Config(workflow)}},"variables":[{"id":"v","name":"Seen"},{"id":"m","name":"Mode","value":"Exclude"}]""");

        var execution = run.Executions.Single(row => row.ActivityId == "js");
        (WorkflowRun.Detail(execution, "state") is { } state && state.TryGetProperty("Script", out _)).ShouldBe(keepsInput);
        (WorkflowRun.Detail(execution, "outputs") is { } outputs && outputs.TryGetProperty("Result", out _)).ShouldBe(keepsOutput);
        run.Checkpoint.GetProperty("finalVariables").GetProperty("Seen").GetProperty("value").GetString().ShouldBe("secret");
    }

    [Theory]
    [InlineData("nothing.here", "nothing is not defined")]
    [InlineData("'Sometimes'", "it gave 'Sometimes'")]
    public async Task Values_are_left_out_and_the_journal_says_why_where_the_expression_fails(string script, string why)
    {
        var run = await RunAsync(
            """{"id":"line","name":"Write","type":"Elsa.WriteLine","version":1,"text":{"expression":{"type":"Literal","value":"hidden"}},"customProperties":CONFIG}"""
                .Replace("CONFIG", Config(Scripted(script)), StringComparison.Ordinal));

        WorkflowRun.Detail(run.Executions.Single(row => row.ActivityId == "line"), "state").ShouldBeNull();
        var (lines, _) = await harness.Instances.ReadJournalAsync(run.Instance.Id, new JournalFilter { EventNames = ["Left out"] }, 0, 100, Token);
        var message = lines.ShouldHaveSingleItem().Message!;
        message.ShouldContain("'Write' (line)");
        message.ShouldContain(why);
    }

    [Fact]
    public async Task An_expression_is_evaluated_again_after_the_instance_has_waited_and_changes_nothing()
    {
        var run = await RunAsync(
            """
            {"id":"seq","type":"Elsa.Sequence","version":1,"activities":[
              {"id":"wait","type":"Elsa.Delay","version":1,"timeSpan":{"expression":{"type":"Literal","value":"00:00:00.010"}}},
              {"id":"line","type":"Elsa.WriteLine","version":1,"text":{"expression":{"type":"Literal","value":"kept"}}}]}
            """,
            $""" "customProperties":{Config(Scripted("setVariable('Mode', 'Exclude'); return getVariable('Before')"))},"variables":{Modes}""");

        foreach (var id in (string[])["wait", "line"])
            WorkflowRun.Detail(run.Executions.Single(row => row.ActivityId == id), "state").ShouldNotBeNull(id);
        run.Variable("Mode")?.ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task What_is_cancelled_keeps_what_the_expression_says()
    {
        await harness.PublishAsync(
            """{"definitionId":"main","customProperties":CONFIG,"root":{"id":"wait","type":"Elsa.Event","version":1,"eventName":{"expression":{"type":"Literal","value":"never"}}}}"""
                .Replace("CONFIG", Config(Scripted("'Include'")), StringComparison.Ordinal),
            Token);
        var id = (await harness.Runtime.StartAsync(new StartRequest("main"), Token))!;
        await harness.WaitForAsync(id, InstanceStatus.Suspended, Token);
        await harness.Runtime.CancelAsync(id, Token);

        var run = await harness.WaitForAsync(id, InstanceStatus.Cancelled, Token);

        WorkflowRun.Detail(run.Executions.Single(row => row.ActivityId == "wait"), "state").ShouldNotBeNull();
    }

    [Fact]
    public async Task The_server_may_leave_values_out_where_definitions_do_not_say_it()
    {
        journal.LogPersistence = LogPersistenceMode.Exclude;

        var run = await RunAsync("""{"id":"line","type":"Elsa.WriteLine","version":1,"text":{"expression":{"type":"Literal","value":"hidden"}}}""");

        WorkflowRun.Detail(run.Executions.Single(row => row.ActivityId == "line"), "state").ShouldBeNull();
    }

    [Theory]
    [InlineData("Elsa.Workflows.MemoryStorageDriver, Elsa.Workflows.Core", "1")]
    [InlineData("Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core", "2")]
    [InlineData("Elsa.Workflows.Services.WorkflowStorageDriver", "2")]
    [InlineData("Something.Unknown", "2")]
    public async Task A_variable_in_memory_is_its_default_again_after_the_instance_has_waited(string driver, string expected)
    {
        var run = await RunAsync(
            """
            {"id":"seq","type":"Elsa.Sequence","version":1,"activities":[
              {"id":"set","type":"Elsa.RunJavaScript","version":1,"script":{"expression":{"type":"Literal","value":"setVariable('Step', 2)"}}},
              {"id":"before","type":"Elsa.WriteLine","version":1,"text":{"expression":{"type":"JavaScript","value":"'before ' + getStep()"}}},
              {"id":"wait","type":"Elsa.Delay","version":1,"timeSpan":{"expression":{"type":"Literal","value":"00:00:00.010"}}},
              {"id":"after","type":"Elsa.WriteLine","version":1,"text":{"expression":{"type":"JavaScript","value":"'after ' + getStep()"}}}]}
            """,
            $$""" "variables":[{"id":"v","name":"Step","typeName":"Int32","value":"1","storageDriverTypeName":"{{driver}}"}]""");

        run.Lines.ShouldBe(["before 2", $"after {expected}"]);
        run.Checkpoint.TryGetProperty("finalVariables", out _).ShouldBe(expected == "2");
    }

    [Theory]
    [InlineData("""{"keepFinished":"00:00:00"}""", true)]
    [InlineData("""{"keepFinished":"forever"}""", false)]
    [InlineData("""{"keepFinished":"3000000.00:00:00"}""", false)]
    [InlineData("""{"keepFaulted":"forever"}""", true)]
    public async Task A_definition_says_how_long_its_instances_are_kept(string retention, bool isPruned)
    {
        var run = await RunAsync(
            """{"id":"line","type":"Elsa.WriteLine","version":1,"text":{"expression":{"type":"Literal","value":"x"}}}""",
            $$""" "customProperties":{"retention":{{retention}}}""");

        await harness.Services.GetRequiredService<IExecutionStore>().PruneAsync(DateTimeOffset.UnixEpoch.AddYears(500), 100, Token);

        (await harness.Instances.FindAsync(run.Instance.Id, Token) is null).ShouldBe(isPruned);
    }

    [Fact]
    public async Task A_retention_that_is_no_time_is_told()
    {
        var exception = await Should.ThrowAsync<DefinitionInvalidException>(() =>
            RunAsync("""{"id":"line","type":"Elsa.WriteLine","version":1}""", """ "customProperties":{"retention":{"keepFinished":"30 days"}}"""));

        exception.Message.ShouldContain("keepFinished");
        exception.Message.ShouldContain("30 days");
    }

    private static string Scripted(string script) =>
        """{"default":{"evaluationMode":"Expression","expression":{"type":"JavaScript","value":"SCRIPT"}}}""".Replace("SCRIPT", script, StringComparison.Ordinal);

    private static string Config(string? config) => config is null ? "{}" : $$"""{"{{(config[0] == '"' ? "logPersistenceMode" : "logPersistenceConfig")}}":{{config}}}""";

    private async Task<WorkflowRun> RunAsync(string root, string members = "\"name\":\"Test\"")
    {
        await harness.PublishAsync($$"""{"definitionId":"main",{{members}},"root":{{root}}}""", Token);
        var id = (await harness.Runtime.StartAsync(new StartRequest("main"), Token))!;
        return await harness.WaitForAsync(id, InstanceStatus.Finished, Token);
    }
}
