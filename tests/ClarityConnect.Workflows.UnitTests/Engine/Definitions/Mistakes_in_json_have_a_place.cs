using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions.Imports;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Engine.Definitions;

public class Mistakes_in_json_have_a_place
{
    [Theory]
    [InlineData("{\"a\": x}", 1, 7, "{\"a\": x}", 7)]
    [InlineData("{\r\n\"größe\": x\r\n}", 2, 10, "\"größe\": x", 10)]
    [InlineData("{\n", 2, 1, "", 1)]
    public void Lines_and_columns_are_those_that_people_count(string text, int line, int column, string excerpt, int excerptColumn)
    {
        var problem = PlaceIn(text);
        problem.What.ShouldNotContain("LineNumber");
        (problem.Line, problem.Column, problem.Excerpt, problem.ExcerptColumn).ShouldBe((line, column, excerpt, excerptColumn));
    }

    [Fact]
    public void Of_a_long_line_the_part_around_the_mistake_is_shown()
    {
        var problem = PlaceIn($"{{\"a\":\"{new string('y', 500)}\" x {new string('z', 500)}}}");
        problem.Excerpt!.Length.ShouldBe(121);
        problem.Excerpt[problem.ExcerptColumn!.Value - 1].ShouldBe('x');
    }

    private static JsonPlace PlaceIn(string text) =>
        JsonPlace.Of(text, Should.Throw<JsonException>(() => JsonDocument.Parse(text).Dispose()));
}
