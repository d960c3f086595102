using System.Text;
using System.Text.Json;
using ClarityConnect.Workflows.Engine.Scripting;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Engine.Scripting;

public sealed class ScriptArgumentsTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("10.00")]
    [InlineData("0.1")]
    [InlineData("0.30000000000000004")]
    [InlineData("9007199254740991")]
    [InlineData("123456789012345")]
    [InlineData("1e21")]
    [InlineData("1.5E-7")]
    [InlineData("100000000000000000.0e3")]
    [InlineData("0.00000000000000000000000001")]
    [InlineData("0.000000000000000000000")]
    public void Numbers_that_doubles_hold_stay_numbers(string number) =>
        ScriptArguments.SurvivesDouble(Encoding.UTF8.GetBytes(number)).ShouldBeTrue();

    [Theory]
    [InlineData("9007199254740992")] // from here on not every integer exists, so none is trusted
    [InlineData("9007199254740993")]
    [InlineData("-12345678901234567890")]
    [InlineData("1234567890123456.78")]
    [InlineData("0.1234567890123456789")]
    [InlineData("1e400")]
    [InlineData("1e-400")]
    [InlineData("1e99999999999999999999")]
    public void Numbers_that_doubles_change_become_text(string number) =>
        ScriptArguments.SurvivesDouble(Encoding.UTF8.GetBytes(number)).ShouldBeFalse();

    [Fact]
    public void Only_the_unsafe_numbers_are_quoted()
    {
        var json = """{"variables": {"id": 12345678901234567890, "a": [1, 1234567890123456.78 , {"now": 3}], "t": "99999999999999999999"}, "now": 5}""";
        var (prepared, now) = ScriptArguments.Prepare(Encoding.UTF8.GetBytes(json));
        Encoding.UTF8.GetString(prepared.Span).ShouldBe(
            """{"variables": {"id": "12345678901234567890", "a": [1, "1234567890123456.78" , {"now": 3}], "t": "99999999999999999999"}, "now": 5}""");
        now.ShouldBe(5);
    }

    [Fact]
    public void Safe_arguments_are_not_copied()
    {
        ReadOnlyMemory<byte> json = Encoding.UTF8.GetBytes("""{"variables":{"a":1.5}}""");
        ScriptArguments.Prepare(json).Json.Equals(json).ShouldBeTrue();
    }

    [Fact]
    public void No_arguments_are_an_empty_object() => Encoding.UTF8.GetString(ScriptArguments.Prepare(default).Json.Span).ShouldBe("{}");

    [Theory]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("{")]
    [InlineData("{} {}")]
    public void Anything_but_one_object_is_refused(string json) =>
        Should.Throw<JsonException>(() => ScriptArguments.Prepare(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Nesting_is_bounded()
    {
        var deep = "{\"a\":" + new string('[', 300) + new string(']', 300) + "}";
        Should.Throw<JsonException>(() => ScriptArguments.Prepare(Encoding.UTF8.GetBytes(deep)));
    }
}
