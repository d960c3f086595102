using System.Text;
using System.Text.Json;
using ClarityConnect.Workflows.Engine.Scripting;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Engine.Scripting;

public sealed class PropertyPathTests
{
    [Theory]
    [InlineData("variables.Order.total", PropertyPathKind.Variable, "Order", null, "total")]
    [InlineData("  variables.Order ; ", PropertyPathKind.Variable, "Order", null, "")]
    [InlineData("return variables.Order;", PropertyPathKind.Variable, "Order", null, "")]
    [InlineData("variables['my order'][0][\"a b\"]", PropertyPathKind.Variable, "my order", null, "0/a b")]
    [InlineData("getVariable(\"X\")", PropertyPathKind.Variable, "X", null, "")]
    [InlineData("getVariable( 'X' ).lines[12]?.sku", PropertyPathKind.Variable, "X", null, "lines/12/?sku")]
    [InlineData("getInput('x')", PropertyPathKind.Input, "x", null, "")]
    [InlineData("getOutputFrom(\"A\", \"B\").c", PropertyPathKind.Output, "A", "B", "c")]
    [InlineData("getOutputFrom('A')", PropertyPathKind.Output, "A", "Result", "")]
    [InlineData("getLastResult().id", PropertyPathKind.LastResult, null, null, "id")]
    [InlineData("getOrder().total", PropertyPathKind.Accessor, "Order", null, "total")]
    [InlineData("getOrder()?.total", PropertyPathKind.Accessor, "Order", null, "?total")]
    [InlineData("getVariable('it\\'s \\u0041')", PropertyPathKind.Variable, "it's A", null, "")]
    public void Paths_are_recognised(string source, PropertyPathKind kind, string? name, string? output, string segments)
    {
        PropertyPath.TryParse(source, out var path).ShouldBeTrue();
        path.Kind.ShouldBe(kind);
        path.Name.ShouldBe(name);
        path.OutputName.ShouldBe(output);
        string.Join('/', path.Segments.Select(segment => (segment.IsOptional ? "?" : "") + segment.Name)).ShouldBe(segments);
    }

    [Theory]
    [InlineData("'abc'", "\"abc\"")]
    [InlineData("\"it's\";", "\"it's\"")]
    [InlineData("'a\\nb'", "\"a\\nb\"")]
    [InlineData("42", "42")]
    [InlineData("-1.50", "-1.5")]
    [InlineData("1e3", "1000")]
    [InlineData("0", "0")]
    [InlineData("true", "true")]
    [InlineData("return false", "false")]
    [InlineData("null", "null")]
    public void Literals_are_recognised(string source, string json)
    {
        PropertyPath.TryParse(source, out var path).ShouldBeTrue();
        path.TryEvaluate(null, out var value).ShouldBeTrue();
        JsonElement.DeepEquals(value!.Value, JsonElement.Parse(json)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(";")]
    [InlineData("undefined")]
    [InlineData("variables")]
    [InlineData("variables.")]
    [InlineData("variables?.A")]
    [InlineData("variables.A.")]
    [InlineData("variables.A;;")]
    [InlineData("variables.A + 1")]
    [InlineData("variables.A = 1")]
    [InlineData("variables.A.map(x => x)")]
    [InlineData("variables.A[i]")]
    [InlineData("variables.A[-1]")]
    [InlineData("variables.A[01]")]
    [InlineData("variables.A // note")]
    [InlineData("variables.toString")]
    [InlineData("variables.A.constructor")]
    [InlineData("variables.A['__proto__']")]
    [InlineData("variables[0")]
    [InlineData("return\nvariables.A")]
    [InlineData("returnvariables.A")]
    [InlineData("return return 1")]
    [InlineData("getVariable(X)")]
    [InlineData("getVariable()")]
    [InlineData("getVariable('a', 'b')")]
    [InlineData("getVariable(`a`)")]
    [InlineData("getVariable('a' 'b')")]
    [InlineData("getVariable('a',)")]
    [InlineData("getVariable?.('a')")]
    [InlineData("getVariable")]
    [InlineData("getOrder")]
    [InlineData("getOrder(1)")]
    [InlineData("getCorrelationId()")]
    [InlineData("getWorkflowInstanceId()")]
    [InlineData("getShortGuid()")]
    [InlineData("getOutputFrom()")]
    [InlineData("getLastResult('a')")]
    [InlineData("newGuid()")]
    [InlineData("get()")]
    [InlineData("args.x")]
    [InlineData("'abc'.length")]
    [InlineData("'abc")]
    [InlineData("'a\nb'")]
    [InlineData("'a' + 'b'")]
    [InlineData("'\\x41'")]
    [InlineData("'\\ud83d'")]
    [InlineData("'a', 'b'")]
    [InlineData("010")]
    [InlineData("0x10")]
    [InlineData("1_000")]
    [InlineData("5n")]
    [InlineData("5.")]
    [InlineData(".5")]
    [InlineData("-0")]
    [InlineData("- 5")]
    [InlineData("+5")]
    [InlineData("1e999")]
    [InlineData("NaN")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("({})")]
    [InlineData("`a`")]
    [InlineData("/a/")]
    [InlineData("true.x")]
    [InlineData("True")]
    public void Everything_else_is_refused(string source) => PropertyPath.TryParse(source, out _).ShouldBeFalse();

    private const string Data = """
        {"total":12.50,"sku":"äb😀","lines":[{"qty":1},{"qty":2}],"none":null,"big":12345678901234567890,"cents":1234567890123456.78,
         "nested":{"big":9007199254740993},"half":"\ud83d","deep":{"toJson":1}}
        """;

    [Theory]
    [InlineData("variables.X.total", "12.50")]
    [InlineData("variables.X.lines[1].qty", "2")]
    [InlineData("variables.X['lines'].length", "2")]
    [InlineData("variables.X.lines['0'].qty", "1")]
    [InlineData("variables.X.sku.length", "4")]
    [InlineData("variables.X.lines[7]", null)]
    [InlineData("variables.X.missing", null)]
    [InlineData("variables.X.missing?.a.b.c", null)]
    [InlineData("variables.X.none?.a", null)]
    [InlineData("variables.X.none", "null")]
    [InlineData("variables.X.deep.toJson", "1")]
    public void A_path_gives_what_JavaScript_gives(string source, string? json)
    {
        PropertyPath.TryParse(source, out var path).ShouldBeTrue();
        path.TryEvaluate(JsonElement.Parse(Data), out var value).ShouldBeTrue();
        (value?.GetRawText()).ShouldBe(json);
    }

    [Theory]
    [InlineData("variables.X.missing.a")] // an error, whose place only the runner knows
    [InlineData("variables.X.none.a")]
    [InlineData("variables.X.lines.map")] // methods
    [InlineData("variables.X.sku.trim")]
    [InlineData("variables.X.sku[0]")]
    [InlineData("variables.X.total.toFixed")]
    [InlineData("variables.X.big")] // text in JavaScript
    [InlineData("variables.X.cents")]
    [InlineData("variables.X.nested")]
    [InlineData("variables.X.half")]
    [InlineData("variables.X")]
    public void What_only_JavaScript_can_tell_goes_to_the_runner(string source)
    {
        PropertyPath.TryParse(source, out var path).ShouldBeTrue();
        path.TryEvaluate(JsonElement.Parse(Data), out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("variables.X", true, null)]
    [InlineData("getVariable('X')", true, "null")]
    [InlineData("getInput('X')", true, "null")]
    [InlineData("getOutputFrom('X')", true, "null")]
    [InlineData("getLastResult()", true, "null")]
    [InlineData("getVariable('X')?.a", true, null)]
    [InlineData("getVariable('X').a", false, null)]
    [InlineData("variables.X.a", false, null)]
    [InlineData("getOrder()", false, null)]
    public void A_root_that_is_not_there_is_null_or_undefined_as_in_a_script(string source, bool evaluates, string? json)
    {
        PropertyPath.TryParse(source, out var path).ShouldBeTrue();
        path.TryEvaluate(null, out var value).ShouldBe(evaluates);
        if (evaluates) (value?.GetRawText()).ShouldBe(json);
    }

    [Theory]
    [InlineData("Order", "Order")]
    [InlineData("order", "Order")]
    [InlineData("order_total", "OrderTotal")]
    [InlineData("my order-no", "MyOrderNo")]
    [InlineData("a.b", "Ab")]
    [InlineData("1st", "1st")]
    public void Accessors_are_named_in_Pascal_case(string name, string accessor) => PropertyPath.AccessorName(name).ShouldBe(accessor);

    [Fact]
    public void The_last_of_two_equal_names_counts()
    {
        PropertyPath.TryParse("variables.X.a", out var path).ShouldBeTrue();
        path.TryEvaluate(JsonDocument.Parse(Encoding.UTF8.GetBytes("""{"a":1,"a":2}""")).RootElement, out var value).ShouldBeTrue();
        value!.Value.GetInt32().ShouldBe(2);
    }
}
