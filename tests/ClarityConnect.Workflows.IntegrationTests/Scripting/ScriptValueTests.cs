using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Scripting;

public sealed class ScriptValueTests(ScriptPool scripts)
{
    [Theory]
    [InlineData("1+1", "2")]
    [InlineData("1+1;", "2")]
    [InlineData("return 1+1;", "2")]
    [InlineData("const a = 4;\na * 2", "8")]
    [InlineData("if (true) { 5 }", "5")]
    [InlineData("({ a: 1 })", """{"a":1}""")]
    [InlineData("await Promise.resolve(5)", "5")]
    [InlineData("return await Promise.resolve(6);", "6")]
    [InlineData("(async () => 7)()", "7")]
    [InlineData("null", "null")]
    public async Task Expressions_statements_and_returns_give_a_value(string source, string value) =>
        (await scripts.Value(source)).ShouldBe(value);

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    [InlineData("undefined")]
    [InlineData("return;")]
    [InlineData("const a = 1;")]
    public async Task A_script_without_a_value_gives_none(string source) => (await scripts.Run(source)).Value.ShouldBeNull();

    [Theory]
    [InlineData("12345678901234567890n", "\"12345678901234567890\"")]
    [InlineData("new Map([['a', 1]])", """{"a":1}""")]
    [InlineData("new Set([1, 2])", "[1,2]")]
    [InlineData("new Date(0)", "\"1970-01-01T00:00:00.000Z\"")]
    [InlineData("bytesFromString('abc')", "\"YWJj\"")]
    [InlineData("'a😀'.slice(0, 2)", "\"a\uFFFD\"")]
    [InlineData(@"'\\ud83d'", @"""\\ud83d""")]
    public async Task Values_that_JSON_does_not_know_are_converted(string source, string value) =>
        (await scripts.Value(source)).ShouldBe(value);

    [Fact]
    public async Task A_value_that_JSON_cannot_say_is_logged()
    {
        var result = await scripts.Run("0 / 0");
        result.Value!.Value.GetRawText().ShouldBe("null");
        result.Logs.ShouldHaveSingleItem().ShouldContain("NaN");
    }

    [Fact]
    public async Task Console_lines_come_back() =>
        (await scripts.Run("console.log('total', { a: 1 }, null); console.warn(2)")).Logs.ShouldBe(["total {\"a\":1} null", "2"]);
}
