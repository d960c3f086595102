using System.Text.Json;
using ClarityConnect.Workflows.Engine.Scripting;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Scripting;

public sealed class PropertyPathAgreementTests(ScriptPool scripts)
{
    [Theory]
    [InlineData("variables.X")]
    [InlineData("variables.X.a[1].b")]
    [InlineData("variables.X.a.length")]
    [InlineData("variables.X.s.length")]
    [InlineData("variables.X.missing")]
    [InlineData("variables.X.missing?.a.b")]
    [InlineData("variables.Y")]
    [InlineData("getVariable('Y')")]
    [InlineData("getVariable('Y')?.a")]
    [InlineData("getX().n")]
    [InlineData("return getVariable('X').d;")]
    [InlineData("'it\\'s \\u0041'")]
    [InlineData("-1.50")]
    [InlineData("1e21")]
    [InlineData("null")]
    public async Task The_way_without_a_runner_gives_the_same(string source)
    {
        const string X = """{"a":[1,{"b":2}],"s":"a😀b","n":null,"d":12.50}""";
        var expected = (await scripts.Run(source, "{\"variables\":{\"X\":" + X + "}}")).Value;
        PropertyPath.TryParse(source, out var path).ShouldBeTrue();
        path.TryEvaluate(path.Name == "X" ? JsonElement.Parse(X) : null, out var value).ShouldBeTrue();
        (value is null).ShouldBe(expected is null);
        if (expected is not null) value!.Value.ShouldBeJson(expected.Value.GetRawText());
    }
}
