using ClarityConnect.Workflows.Engine.Activities.Flow;
using ClarityConnect.Workflows.Engine.Definitions;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Engine.Definitions;

/// <summary>The forms of inputs and their expressions.</summary>
public sealed class Input_variants
{
    private static object? Text(string json) => Compiled.Input("Elsa.WriteLine", "Text", json).Converted;

    [Theory]
    [InlineData("""{"typeName":"String","expression":{"type":"Literal","value":"x"},"memoryReference":{"id":"a:input-1"}}""")]
    [InlineData("""{"typeName":"String","expression":{"type":"Literal","value":"x"}}""")]
    [InlineData("""{"typeName":"String","expression":{"type":"Literal","value":"x"},"memoryReference":null}""")]
    [InlineData("""{"typeName":null,"expression":{"type":"Literal","value":"x"}}""")]
    [InlineData("""{"TypeName":"String","Expression":{"Type":"Literal","Value":"x"}}""")]
    public void Rule_19_An_input_may_have_a_memory_reference(string json) => Text(json).ShouldBe("x");

    [Theory]
    [InlineData("""{"typeName":"String","expression":{"type":"Literal"}}""", null)]
    [InlineData("""{"typeName":"String","expression":{"type":"JavaScript"}}""", null)]
    [InlineData("""{"typeName":"String","expression":{"type":"Literal","value":null}}""", null)]
    [InlineData("""{"typeName":"String","expression":null}""", null)]
    [InlineData("""{"typeName":"String"}""", null)]
    [InlineData("null", null)]
    [InlineData("\"x\"", "x")]
    [InlineData("5", "5")]
    public void Rule_20_No_value_is_null_and_a_bare_scalar_is_a_literal(string json, string? text) => Text(json).ShouldBe(text);

    [Fact]
    public void Rule_20_An_input_that_is_null_has_its_default() =>
        Compiled.Input("Elsa.FlowJoin", "Mode", "null").Converted.ShouldBe(FlowJoinMode.WaitAny);

    [Fact]
    public void Rule_20_An_object_that_is_no_expression_is_ignored_and_told()
    {
        var workflow = Compiled.Root("""{"type":"Elsa.WriteLine","id":"a","text":{"value":"x"}}""");

        workflow.Activities[1].Inputs.Single().Converted.ShouldBeNull();
        workflow.Warnings.ShouldHaveSingleItem().ShouldContain("Input 'Text'");
    }

    [Theory]
    [InlineData("Literal", "\"x\"", ExpressionKind.Literal)]
    [InlineData("Object", "\"{}\"", ExpressionKind.Literal)]
    [InlineData("Json", "\"{}\"", ExpressionKind.Literal)]
    [InlineData("JavaScript", "\"1 + 1\"", ExpressionKind.Script)]
    [InlineData("JavaScript", "\"getX()\"", ExpressionKind.Path)]
    [InlineData("Variable", "\"{\\\"id\\\":\\\"v\\\"}\"", ExpressionKind.Variable)]
    [InlineData("Variable", "{\"id\":\"v\",\"name\":\"n\"}", ExpressionKind.Variable)]
    [InlineData("Input", "\"{\\\"name\\\":\\\"v\\\"}\"", ExpressionKind.WorkflowInput)]
    [InlineData("Input", "\"v\"", ExpressionKind.WorkflowInput)]
    [InlineData("CSharp", "\"x\"", ExpressionKind.Unsupported)]
    [InlineData("Liquid", "\"x\"", ExpressionKind.Unsupported)]
    [InlineData("Python", "\"x\"", ExpressionKind.Unsupported)]
    public void Rule_21_Every_type_of_expression_is_accepted(string type, string value, object kind)
    {
        var input = Compiled.Input("Elsa.SetVariable", "Value", $$"""{"typeName":"Object","expression":{"type":"{{type}}","value":{{value}} } }""");

        input.Kind.ShouldBe((ExpressionKind)kind);
        if (input.Kind is ExpressionKind.Variable or ExpressionKind.WorkflowInput)
            input.Reference.ShouldBe("v");
    }

    [Theory]
    [InlineData("CSharp")]
    [InlineData("Liquid")]
    [InlineData("Python")]
    public void Rule_21_A_language_that_is_not_evaluated_is_told_with_activity_and_input(string language)
    {
        var warning = Compiled.Root($$"""{"type":"Elsa.WriteLine","id":"a1","name":"Greet","text":{"typeName":"String","expression":{"type":"{{language}}","value":"x"} } }""")
            .Warnings.ShouldHaveSingleItem();

        warning.ShouldContain(language);
        warning.ShouldContain("'Text'");
        warning.ShouldContain("Greet");
        warning.ShouldContain("a1");
    }

    [Fact]
    public void Rule_21_A_variable_reference_that_is_not_json_is_refused_with_its_place() =>
        Should.Throw<DefinitionInvalidException>(() => Compiled.Input("Elsa.WriteLine", "Text", """{"expression":{"type":"Variable","value":"{oops"}}"""))
            .Message.ShouldContain("input 'Text'");

    [Theory]
    [InlineData("Elsa.Delay", "TimeSpan", "\"00:00:05\"", "00:00:05")]
    [InlineData("Elsa.If", "Condition", "\"True\"", "True")]
    [InlineData("Elsa.If", "Condition", "false", "False")]
    [InlineData("Elsa.If", "Condition", "\"false\"", "False")]
    [InlineData("Elsa.FlowJoin", "Mode", "\"WaitAll\"", "WaitAll")]
    [InlineData("Elsa.For", "End", "\"5\"", "5")]
    [InlineData("Elsa.For", "End", "5", "5")]
    [InlineData("Elsa.WriteLine", "Text", "7", "7")]
    public void Rule_22_Literals_become_what_the_input_takes(string type, string input, string value, string text) =>
        Convert.ToString(Literal(type, input, "Literal", value), System.Globalization.CultureInfo.InvariantCulture).ShouldBe(text);

    [Theory]
    [InlineData("Literal")]
    [InlineData("Object")]
    public void Rule_22_A_list_may_be_text_in_a_literal_or_an_object(string expression) =>
        Literal("Elsa.FlowFork", "Branches", expression, "\"[\\\"A\\\",\\\"B\\\"]\"").ShouldBe(new[] { "A", "B" });

    [Fact]
    public void Rule_22_A_status_code_may_be_a_name() =>
        Compiled.Input("Elsa.WriteHttpResponse", "StatusCode", """{"typeName":"System.Net.HttpStatusCode, System.Net.Primitives","expression":{"type":"Literal","value":"OK"}}""")
            .Literal.GetString().ShouldBe("OK");

    [Theory]
    [InlineData("Elsa.Workflows.Core.Activities.Flowchart.Models.FlowJoinMode, Elsa.Workflows.Core")]
    [InlineData("String")]
    [InlineData("Object[]")]
    [InlineData("IDictionary<String, Object>")]
    [InlineData("Acme.Nowhere, Acme")]
    public void Rule_23_The_type_name_does_not_decide(string typeName) =>
        Compiled.Input("Elsa.FlowJoin", "Mode", $$"""{"typeName":"{{typeName}}","expression":{"type":"Literal","value":"WaitAllActive"} }""")
            .Converted.ShouldBe(FlowJoinMode.WaitAllActive);

    [Fact]
    public void Rule_24_Unknown_inputs_are_ignored()
    {
        var workflow = Compiled.Root(
            """
            {"type":"Elsa.Delay","timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"00:00:01"}},
             "strategy":{"typeName":"Acme.Strategy","expression":{"type":"Literal","value":"Auto"}},
             "autoBlockingThreshold":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"oops"}}}
            """);

        workflow.Warnings.ShouldBeEmpty();
        workflow.Activities[1].Inputs.ShouldNotContain(input => input.Name == "Strategy");
    }

    [Theory]
    [InlineData("Elsa.FlowSwitch", """{"type":"JavaScript","value":"1 > 0"}""")]
    [InlineData("Elsa.FlowSwitch", """{"typeName":"Boolean","expression":{"type":"JavaScript","value":"1 > 0"}}""")]
    [InlineData("Elsa.Switch", """{"type":"JavaScript","value":"1 > 0"}""")]
    public void Rule_25_The_conditions_of_cases_have_no_wrapper(string type, string condition)
    {
        var activity = Compiled.Activity($$"""{"type":"{{type}}","cases":[{"label":"A","condition":{{condition}} }]}""");

        activity.Inputs.ShouldContain(input => input.Kind == ExpressionKind.Script && input.Script!.Source == "1 > 0");
    }

    private static object? Literal(string type, string input, string expression, string value) =>
        Compiled.Input(type, input, $$"""{"typeName":"Whatever","expression":{"type":"{{expression}}","value":{{value}} } }""").Converted;
}
