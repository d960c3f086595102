using ClarityConnect.Workflows.Engine.Instances;
using Shouldly;
using Xunit;
using static ClarityConnect.Workflows.IntegrationTests.Conformance.RunningEngine;

namespace ClarityConnect.Workflows.IntegrationTests.Conformance;

/// <summary>The forms of flowcharts over the versions of Elsa, by what they run.</summary>
public sealed class Flowchart_variants(RunningEngine engine) : IClassFixture<RunningEngine>
{
    private const string StandIn =
        """
        {"id":"b","type":"Elsa.NotFoundActivity","version":1,"missingTypeName":"Elsa.WriteLine","missingTypeVersion":1,
         "originalActivityJson":"{\"id\":\"b\",\"type\":\"Elsa.WriteLine\",\"text\":\"b\"}"}
        """;

    [Theory]
    [InlineData(""" "customProperties":{"notFoundConnections":[CONNECTION]} """)]
    [InlineData(""" "customProperties":{"NotFoundConnections":[CONNECTION]} """)]
    [InlineData(""" "customProperties":{"NotFoundConnectionsKey":[CONNECTION]} """)]
    [InlineData(""" "applicationProperties":{"NotFoundConnectionsKey":[CONNECTION]} """)]
    [InlineData(""" "applicationProperties":{"notFoundConnections":[CONNECTION,{"source":"b","target":"gone"}]} """)]
    public async Task Rule_08_Connections_that_wait_for_an_activity_are_followed_once_it_is_installed(string members)
    {
        var waiting = members.Replace("CONNECTION", """{"source":{"activity":"b","port":"Done"},"target":{"activity":"c","port":"In"} }""");
        var run = await engine.RunRootAsync(
            $$"""
            {"id":"f","type":"Elsa.Flowchart","activities":[{{Literal("a")}},{{StandIn}},{{Literal("c")}}],
             "connections":[{"source":"a","target":"b","sourcePort":"Done"}],{{waiting}} }
            """);

        run.Lines.ShouldBe(["a", "b", "c"]);
    }

    [Theory]
    [InlineData("Stream")]
    [InlineData("Merge")]
    [InlineData("Converge")]
    [InlineData("Cascade")]
    [InlineData("Race")]
    [InlineData("None")]
    [InlineData("Unheard")]
    public async Task Rule_09_A_merge_mode_is_read_in_token_mode_and_ignored_otherwise(string mode)
    {
        string Chart(string flow) =>
            $$"""
            {"id":"f","type":"Elsa.Flowchart","customProperties":{"Flowchart:ExecutionMode":"{{flow}}"},
             "activities":[{{Literal("a")}},{"id":"b","type":"Elsa.WriteLine","text":"b","customProperties":{"mergeMode":"{{mode}}"} }],
             "connections":[{"source":"a","target":"b"}]}
            """;

        (await engine.RunRootAsync(Chart("TokenBased"))).Lines.ShouldBe(["a", "b"]);
        (await engine.RunRootAsync(Chart("CounterBased"))).Lines.ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task Rule_10_A_flowchart_without_an_id_runs() =>
        (await RunAsync(""" {"source":"a","target":"b"} """, id: "")).ShouldBe("a|b");

    [Theory]
    [InlineData("""{"id":"w","type":"Elsa.WriteLine","text":"alone"}""", "alone")]
    [InlineData("""{"type":"Elsa.Sequence","activities":[{"type":"Elsa.WriteLine","text":"1"},{"type":"Elsa.WriteLine","text":"2"}]}""", "1|2")]
    [InlineData("""{"type":"Elsa.Flowchart","activities":[{"type":"Elsa.WriteLine","text":"1"}]}""", "1")]
    public async Task Rule_13_The_root_may_be_any_activity(string root, string lines) =>
        string.Join('|', (await engine.RunRootAsync(root)).Lines).ShouldBe(lines);

    [Fact]
    public async Task Rule_14_The_start_that_older_files_name_is_ignored() =>
        (await RunAsync(""" {"source":"a","target":"b"} """, id: """ "id":"f","start":"b", """)).ShouldBe("a|b");

    [Theory]
    [InlineData("""{"id":"s","type":"Elsa.Start"}""", """{"source":"s","target":"b"}""", "b")]
    [InlineData("""{"id":"c","type":"Elsa.WriteLine","text":"c","customProperties":{"canStartWorkflow":true} }""", """{"source":"c","target":"b"}""", "c|b")]
    [InlineData("""{"id":"c","type":"Elsa.WriteLine","text":"c"}""", """{"source":"c","target":"a"},{"source":"a","target":"b"}""", "c|a|b")]
    public async Task Rule_14_The_entry_is_a_start_then_a_possible_starter_then_what_nothing_leads_to(string third, string connections, string lines) =>
        (await RunAsync(connections, third: third)).ShouldBe(lines);

    [Theory]
    [InlineData("""{"source":{"activity":"a","port":"Done"},"target":{"activity":"b","port":"In"},"vertices":[{"x":1,"y":2}]}""")]
    [InlineData("""{"source":{"activity":"a","port":"Done"},"target":{"activity":"b","port":"In"} }""")]
    [InlineData("""{"Source":{"Activity":"a","Port":"Done"},"Target":{"Activity":"b","Port":"In"} }""")]
    [InlineData("""{"source":{"activity":"a"},"target":{"activity":"b"} }""")]
    [InlineData("""{"source":{"activity":"a","port":null},"target":{"activity":"b","port":"Elsewhere"} }""")]
    [InlineData("""{"source":{"activity":"a","port":""},"target":{"activity":"b"} }""")]
    public async Task Rule_15_Nested_connections_may_lack_ports_and_vertices(string connection) => (await RunAsync(connection)).ShouldBe("a|b");

    [Theory]
    [InlineData("1", "x")]
    [InlineData("setOutcome('Other')", "")]
    public async Task Rule_15_A_connection_without_a_port_is_not_followed_for_outcomes_that_were_set(string script, string lines)
    {
        var run = await engine.RunRootAsync(
            $$"""
            {"id":"f","type":"Elsa.Flowchart","activities":[{{Script("j", script)}},{{Literal("x")}}],
             "connections":[{"source":{"activity":"j"},"target":{"activity":"x"} }]}
            """);

        string.Join('|', run.Lines).ShouldBe(lines);
        run.Instance.Status.ShouldBe(InstanceStatus.Finished);
    }

    [Theory]
    [InlineData("""{"source":"a","target":"b","sourcePort":"Done","targetPort":"In"}""", "a|b")]
    [InlineData("""{"source":"a","target":"b"}""", "a|b")]
    [InlineData("""{"Source":"a","Target":"b","SourcePort":"Done","TargetPort":"In"}""", "a|b")]
    [InlineData("""{"source":"a","target":"b","sourcePort":"Fake","targetPort":"In"}""", "a")]
    public async Task Rule_16_Flat_connections_name_ids_and_ports(string connection, string lines) => (await RunAsync(connection)).ShouldBe(lines);

    [Theory]
    [InlineData("", "a")]
    [InlineData(""" ,"connections":null """, "a")]
    [InlineData(""" ,"connections":{"source":"a","target":"b"} """, "a|b")]
    [InlineData(""" ,"connections":{"$values":[{"source":"a","target":"b"}]} """, "a|b")]
    [InlineData(""" ,"connections":{"_type":"Connection[]","items":[{"source":"a","target":"b"}]} """, "a|b")]
    [InlineData(""" ,"connections":[{"source":"gone","target":"b"},{"source":"a","target":"nowhere"},{"source":"a","target":"b"},{},null,5] """, "a|b")]
    public async Task Rule_17_Connections_may_be_absent_single_wrapped_or_lead_nowhere(string connections, string lines)
    {
        var run = await engine.RunRootAsync($$"""{"id":"f","type":"Elsa.Flowchart","activities":{"$values":[{{Literal("a")}},{{Literal("b")}}]}{{connections}} }""");

        string.Join('|', run.Lines).ShouldBe(lines);
    }

    [Theory]
    [InlineData("""{"id":"d","type":"Elsa.FlowDecision","condition":{"typeName":"Boolean","expression":{"type":"Literal","value":"true"} } }""", "True", "False")]
    [InlineData("""{"id":"d","type":"Elsa.FlowDecision"}""", "False", "True")]
    [InlineData("""{"id":"d","type":"Elsa.FlowSwitch","cases":[{"label":"Big order","condition":{"type":"Literal","value":true} }]}""", "Big order", "Default")]
    [InlineData("""{"id":"d","type":"Elsa.FlowSwitch","cases":[]}""", "Default", "Big order")]
    [InlineData("""{"id":"d","type":"Elsa.FlowFork","branches":{"typeName":"String[]","expression":{"type":"Object","value":"[\"North\"]"} } }""", "North", "Done")]
    [InlineData("""{"id":"d","type":"Elsa.WriteLine","text":"x"}""", "Done", "In")]
    public async Task Rule_18_Ports_are_the_outcomes_of_the_activity(string activity, string taken, string other)
    {
        var run = await engine.RunRootAsync(
            $$"""
            {"id":"f","type":"Elsa.Flowchart","activities":[{{activity}},{{Literal("yes")}},{{Literal("no")}}],
             "connections":[{"source":"d","sourcePort":"{{taken}}","target":"yes"},{"source":"d","sourcePort":"{{other}}","target":"no"}]}
            """);

        run.Lines.ShouldContain("yes");
        run.Lines.ShouldNotContain("no");
    }

    [Fact]
    public async Task Equal_ids_in_two_flowcharts_are_two_activities()
    {
        static string Inner(string id, string text) =>
            $$"""
            {"id":"{{id}}","type":"Elsa.Flowchart","activities":[{"id":"x","type":"Elsa.WriteLine","text":"{{text}}1"},{"id":"y","type":"Elsa.WriteLine","text":"{{text}}2"}],
             "connections":[{"source":"x","target":"y"}]}
            """;

        (await engine.RunSequenceAsync("[]", Inner("one", "a"), Inner("two", "b"))).Lines.ShouldBe(["a1", "a2", "b1", "b2"]);
    }

    private static string Literal(string text) => $$"""{"id":"{{text}}","type":"Elsa.WriteLine","text":{"typeName":"String","expression":{"type":"Literal","value":"{{text}}"} } }""";

    private async Task<string> RunAsync(string connections, string id = """ "id":"f", """, string? third = null)
    {
        var activities = string.Join(',', new[] { Literal("a"), Literal("b"), third }.OfType<string>());
        var run = await engine.RunRootAsync($$"""{ {{id}} "type":"Elsa.Flowchart","activities":[{{activities}}],"connections":[{{connections}}]}""");
        run.Instance.Status.ShouldBe(InstanceStatus.Finished);
        return string.Join('|', run.Lines);
    }
}
