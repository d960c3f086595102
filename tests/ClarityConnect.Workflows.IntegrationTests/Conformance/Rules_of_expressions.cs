using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Instances;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using static ClarityConnect.Workflows.IntegrationTests.Conformance.RunningEngine;

namespace ClarityConnect.Workflows.IntegrationTests.Conformance;

/// <summary>How Elsa evaluates expressions, rule by rule, in whole runs.</summary>
public sealed class Rules_of_expressions(RunningEngine engine) : IClassFixture<RunningEngine>
{
    private const string Number = """[{"id":"n","name":"MagicNumber","typeName":"Int32","value":"3"}]""";

    [Theory]
    [InlineData("setMagicNumber(42)")]
    [InlineData("variables.MagicNumber = 42")]
    [InlineData("setVariable('MagicNumber', 42)")]
    public async Task M116_A_variable_is_set_in_each_way(string script)
    {
        var run = await engine.RunSequenceAsync(Number, Script("j", script), WriteLine("w", "getMagicNumber()"));

        run.Lines.ShouldBe(["42"]);
        run.Variable("MagicNumber")!.Value.GetInt32().ShouldBe(42);
    }

    [Fact]
    public async Task M117_An_object_that_is_changed_and_spread_keeps_all_of_it()
    {
        var run = await engine.RunSequenceAsync(
            """[{"id":"c","name":"customer","typeName":"Object","value":"{\"Name\":\"John Doe\",\"Orders\":[{\"Product\":\"Orange\"},{\"Product\":\"Apple\"}]}"}]""",
            Script("j", "const customer = variables.customer; customer.Name = 'Jane Doe'; customer.Orders.sort((a, b) => a.Product.localeCompare(b.Product)); variables.customer = {...customer, Email: 'jane@acme.com'};"),
            WriteLine("w1", "variables.customer.Name"),
            WriteLine("w2", "getCustomer().Orders.map(order => order.Product).join(', ')"),
            WriteLine("w3", "getVariable('customer').Email"));

        run.Lines.ShouldBe(["Jane Doe", "Apple, Orange", "jane@acme.com"]);
    }

    [Theory]
    [InlineData("return 1+1;", "2")]
    [InlineData("1+1", "2")]
    [InlineData("const a = 1; a + 1;", "2")]
    [InlineData("   ", "")]
    public async Task M118_Returns_and_bare_expressions_give_a_value_and_blank_gives_none(string script, string text)
    {
        (await engine.PrintAsync(script)).ShouldBe(text);

        var run = await engine.RunRootAsync(Script("j", script, "\"result\":{\"typeName\":\"Object\",\"memoryReference\":{\"id\":\"Out\"}}"));
        run.Instance.Status.ShouldBe(InstanceStatus.Finished);
        (run.Output("Out")?.ToString() ?? "").ShouldBe(text);
    }

    [Theory]
    [InlineData("setOutcome('Approved')", "yes")]
    [InlineData("setOutcomes(['Approved', 'Declined'])", "no|yes")]
    [InlineData("setOutcome('Elsewhere')", "")]
    [InlineData("1", "plain")]
    public async Task M119_A_script_chooses_its_outcomes(string script, string lines)
    {
        var run = await engine.RunRootAsync(
            $$"""
            {"id":"f","type":"Elsa.Flowchart","activities":[{{Script("j", script)}},{{WriteLine("w1", "'yes'")}},{{WriteLine("w2", "'no'")}},{{WriteLine("w3", "'plain'")}}],
             "connections":[{"source":"j","sourcePort":"Approved","target":"w1"},{"source":"j","sourcePort":"Declined","target":"w2"},{"source":"j","sourcePort":"Done","target":"w3"}]}
            """);

        string.Join('|', run.Lines.Order()).ShouldBe(lines);
    }

    [Theory]
    [InlineData("setVariable('MagicNumber', 200); getVariable('MagicNumber')", "200")]
    [InlineData("setMagicNumber(999); getMagicNumber()", "999")]
    public async Task M120_A_script_sees_what_it_set(string script, string text) => (await engine.PrintAsync(script, Number)).ShouldBe(text);

    [Fact]
    public async Task M121_Correlation_id_and_name_are_visible_at_once()
    {
        var run = await engine.RunSequenceAsync(
            "[]",
            WriteLine("w1", "setCorrelationId('c-1'); setWorkflowInstanceName('Order 7'); getCorrelationId() + ' ' + getWorkflowInstanceName()"),
            WriteLine("w2", "getCorrelationId() + ' ' + getWorkflowInstanceName()"));

        run.Lines.ShouldBe(["c-1 Order 7", "c-1 Order 7"]);
        (run.Instance.CorrelationId, run.Instance.Name).ShouldBe(("c-1", "Order 7"));
    }

    [Theory]
    [InlineData("isNullOrEmpty('   ')", "False")]
    [InlineData("isNullOrWhiteSpace('   ')", "True")]
    [InlineData("isNullOrEmpty('') && isNullOrEmpty(null)", "True")]
    public async Task M122_Blank_is_not_empty(string script, string text) => (await engine.PrintAsync(script)).ShouldBe(text);

    [Theory]
    [InlineData("stringFromBase64(stringToBase64('hé€😀'))", "hé€😀")]
    [InlineData("bytesToString(bytesFromBase64(bytesToBase64(bytesFromString('hé€😀'))))", "hé€😀")]
    [InlineData("stringToBase64('hi')", "aGk=")]
    [InlineData("streamToBase64(streamToBytes('aGk='))", "aGk=")]
    public async Task M123_Bytes_and_base64_come_back(string script, string text) => (await engine.PrintAsync(script)).ShouldBe(text);

    [Fact]
    public async Task M124_Every_global_is_there()
    {
        string[] functions =
        [
            "getVariable", "getInput", "getOutputFrom", "getLastResult", "setVariable", "toJson", "newGuid", "newGuidString", "newShortGuid", "parseGuid",
            "getGuidString", "getShortGuid", "isNullOrEmpty", "isNullOrWhiteSpace", "bytesToString", "bytesFromString", "bytesToBase64", "bytesFromBase64",
            "stringToBase64", "stringFromBase64", "streamToBytes", "streamToBase64", "getWorkflowDefinitionId", "getWorkflowDefinitionVersionId",
            "getWorkflowDefinitionVersion", "getWorkflowInstanceId", "getWorkflowInstanceName", "setWorkflowInstanceName", "getCorrelationId",
            "setCorrelationId", "setOutcome", "setOutcomes", "getConfig", "createEventTriggerUrl", "DateTime", "DateTimeOffset", "TimeSpan", "Random",
        ];
        (await engine.PrintAsync($"[{string.Join(',', functions.Select(name => $"typeof {name} === 'function' ? '' : '{name}'"))}].join('') + typeof Guid + typeof LogPersistenceMode + typeof variables + typeof args"))
            .ShouldBe("objectobjectobjectobject");
    }

    [Theory]
    [InlineData("getList().filter(x => x > 1).join()", "3,2")]
    [InlineData("getList()[0]", "3")]
    [InlineData("variables.List.length", "3")]
    [InlineData("getList().sort().join()", "1,2,3")]
    public async Task M125_Lists_are_filtered_sorted_and_indexed_and_sorting_changes_nothing(string script, string text)
    {
        var run = await engine.RunSequenceAsync("""[{"id":"l","name":"List","typeName":"Int32","isArray":true,"value":"[3,1,2]"}]""", WriteLine("w1", script), WriteLine("w2", "variables.List.join()"));

        run.Lines.ShouldBe([text, "3,1,2"]);
    }

    [Fact]
    public async Task M126_The_value_of_an_enum_is_its_name()
    {
        var run = await engine.RunSequenceAsync(
            """[{"id":"d","name":"Day","typeName":"Object"}]""",
            """{"id":"t","name":"Tell","type":"Test.TellDay","result":{"typeName":"Object","memoryReference":{"id":"d"}}}""",
            WriteLine("w1", "getOutputFrom('Tell') === 'Friday'"),
            WriteLine("w2", "getDay()"));

        run.Lines.ShouldBe(["True", "Friday"]);
    }

    [Theory]
    [InlineData("number", "42")]
    [InlineData("amount", "42.50")]
    [InlineData("day", "Friday")]
    [InlineData("day", "friday")]
    [InlineData("moment", "2026-03-29T01:30:00+02:00")]
    [InlineData("moment", "2026-03-29")]
    [InlineData("time", "2026-03-29T01:30:00Z")]
    [InlineData("flag", "true")]
    [InlineData("duration", "1.02:03:04")]
    [InlineData("list", "[\"a\",\"b\"]")]
    public async Task M127_Text_becomes_what_the_input_takes(string member, string value)
    {
        var expected = (member, value) switch
        {
            ("number", _) => "42|-1|Sunday|||False|00:00:00|",
            ("amount", _) => "-1|42.50|Sunday|||False|00:00:00|",
            ("day", _) => "-1|-1|Friday|||False|00:00:00|",
            ("moment", "2026-03-29") => "-1|-1|Sunday|2026-03-29T00:00:00.0000000+00:00||False|00:00:00|",
            ("moment", _) => "-1|-1|Sunday|2026-03-29T01:30:00.0000000+02:00||False|00:00:00|",
            ("time", _) => "-1|-1|Sunday||2026-03-29T01:30:00.0000000Z|False|00:00:00|",
            ("flag", _) => "-1|-1|Sunday|||True|00:00:00|",
            ("duration", _) => "-1|-1|Sunday|||False|1.02:03:04|",
            _ => "-1|-1|Sunday|||False|00:00:00|a,b",
        };
        foreach (var (language, source) in new[] { ("Literal", value), ("JavaScript", JsonSerializer.Serialize(value)), ("JavaScript", $"const v = {JsonSerializer.Serialize(value)}; v") })
            (await TakeAsync(member, language, source)).ShouldBe(expected, language);
    }

    [Theory]
    [InlineData("number", "6 * 7", "42|-1|Sunday|||False|00:00:00|")]
    [InlineData("flag", "1 > 0", "-1|-1|Sunday|||True|00:00:00|")]
    [InlineData("duration", "TimeSpan.FromMinutes(5)", "-1|-1|Sunday|||False|00:05:00|")]
    [InlineData("moment", "new Date(0)", "-1|-1|Sunday|1970-01-01T00:00:00.0000000+00:00||False|00:00:00|")]
    [InlineData("moment", "new DateTime(2026, 1, 31).AddMonths(1)", "-1|-1|Sunday|2026-02-28T00:00:00.0000000+00:00||False|00:00:00|")]
    [InlineData("list", "['a', 'b']", "-1|-1|Sunday|||False|00:00:00|a,b")]
    public async Task M127_Values_of_scripts_become_what_the_input_takes(string member, string script, string text) =>
        (await TakeAsync(member, "JavaScript", script)).ShouldBe(text);

    [Theory]
    [InlineData("1 > 0", "True")]
    [InlineData("true", "True")]
    [InlineData("1e21", "1E+21")]
    [InlineData("1 * 1e21", "1E+21")]
    [InlineData("1 / 4", "0.25")]
    [InlineData("[1,2].concat([])", "[1,2]")]
    [InlineData("({a:1})", """{"a":1}""")]
    [InlineData("null", "")]
    [InlineData("undefined", "")]
    [InlineData("`a${1}`", "a1")]
    public async Task A_value_of_a_script_becomes_text_as_in_Elsa(string script, string text) => (await engine.PrintAsync(script)).ShouldBe(text);

    [Theory]
    [InlineData("{\"a\":[1,\"x\"]}", "{\"a\":[1,\"x\"]}")]
    [InlineData("[true]", "[true]")]
    [InlineData("7", "7")]
    public async Task An_object_is_its_json(string json, string text)
    {
        var value = $$"""{"id":"s","type":"Elsa.SetVariable","variable":{"id":"v"},"value":{"typeName":"Object","expression":{"type":"Object","value":{{JsonSerializer.Serialize(json)}} } } }""";
        var run = await engine.RunSequenceAsync("""[{"id":"v","name":"V","typeName":"Object"}]""", value, WriteLine("w", "toJson(getV())"), WriteLine("v", "{\"id\":\"v\",\"name\":\"V\"}", "Variable"));

        run.Lines.ShouldBe([text, text]);
    }

    [Fact]
    public async Task A_workflow_input_is_read_by_name()
    {
        var run = await engine.RunAsync(
            $$"""{"inputs":[{"name":"who","type":"String"}],"root":{{WriteLine("w", "{\"name\":\"who\"}", "Input")}} }""",
            new Dictionary<string, JsonElement> { ["who"] = JsonElement.Parse("\"Ann\"") });

        run.Lines.ShouldBe(["Ann"]);
    }

    [Theory]
    [InlineData("JavaScript", "throw new Error('oops')", "oops")]
    [InlineData("JavaScript", "getConfig('Secret:Key')", "not open to scripts")]
    [InlineData("JavaScript", "createEventTriggerUrl('Paid')", "no signed event addresses")]
    [InlineData("CSharp", "Variables.X", "CSharp expressions are not evaluated here")]
    [InlineData("Liquid", "{{ Variables.X }}", "Liquid expressions are not evaluated here")]
    [InlineData("Python", "variables.X", "Python expressions are not evaluated here")]
    public async Task An_expression_that_fails_names_its_input(string language, string source, string cause)
    {
        var run = await engine.RunRootAsync(WriteLine("w", source, language));

        run.Instance.Status.ShouldBe(InstanceStatus.Faulted);
        var message = (await engine.FailureAsync(run)).Message;
        message.ShouldStartWith("Failed to evaluate activity input 'Text'");
        message.ShouldContain(cause);
    }

    [Fact]
    public async Task A_value_that_does_not_fit_names_its_input()
    {
        var run = await engine.RunRootAsync("""{"id":"t","type":"Test.TakeValues","number":{"typeName":"Int32","expression":{"type":"JavaScript","value":"'many'"}}}""");

        (await engine.FailureAsync(run)).Message.ShouldStartWith("Failed to evaluate activity input 'Number': The value \"many\" cannot be read as a whole number.");
    }

    [Fact]
    public async Task A_language_that_is_not_evaluated_is_told_when_publishing()
    {
        var (_, warnings) = await engine.Harness.Services.GetRequiredService<DefinitionPublisher>().SaveAsync(
            DefinitionDocument.Parse($$"""{"definitionId":"liquid","root":{{WriteLine("greet", "x", "Liquid")}} }"""), publish: true, TestContext.Current.CancellationToken);

        var warning = warnings.ShouldHaveSingleItem();
        warning.Text.ShouldContain("Liquid");
        warning.Text.ShouldContain("greet");
        warning.Text.ShouldContain("'Text'");
    }

    [Fact]
    public async Task Ids_are_those_of_the_execution()
    {
        var run = await engine.RunSequenceAsync("[]", WriteLine("w1", "newGuid()"), WriteLine("w2", "newGuid()"), WriteLine("w3", "Guid.NewGuid() === Guid.NewGuid()"));

        Guid.Parse(run.Lines[0]).ShouldNotBe(Guid.Parse(run.Lines[1]));
        run.Lines[2].ShouldBe("False");
    }

    private async Task<string?> TakeAsync(string member, string language, string source)
    {
        var run = await engine.RunRootAsync(
            $$"""
            {"id":"t","type":"Test.TakeValues","result":{"typeName":"String","memoryReference":{"id":"Out"} },
             "{{member}}":{"typeName":"Object","expression":{"type":"{{language}}","value":{{JsonSerializer.Serialize(source)}} } } }
            """);
        return run.Output("Out")?.GetString();
    }
}
