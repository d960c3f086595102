using ClarityConnect.Workflows.Console.DeadLetters;
using ClarityConnect.Workflows.Console.Display;
using ClarityConnect.Workflows.Console.Mappings;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Console;

public class JSON_that_a_person_typed_is_explained
{
    [Fact]
    public void Valid_JSON_has_no_problem() => JsonText.Read("{\"a\": [1, 2.50]}").Problem.ShouldBeNull();

    [Theory]
    [InlineData("{\n  \"a\": 1,\n  \"b\" 2\n}", "Line 3, column 7: ")]
    [InlineData("{\"straße\": x}", "Line 1, column 12: ")]
    [InlineData("{", "Line 1, column 2: ")]
    public void A_mistake_is_placed_by_line_and_column_in_characters(string text, string place)
    {
        var problem = JsonText.Read(text).Problem.ShouldNotBeNull();
        problem.ShouldContain(place);
        problem.ShouldNotContain("BytePositionInLine");
    }

    [Fact]
    public void An_account_that_stands_twice_is_refused() => JsonText.Read("{\"4000\": 1, \"4000\": 2}").Problem!.ShouldContain("4000");

    [Fact]
    public void Nothing_at_all_is_refused() => JsonText.Read(" \n").Problem!.ShouldContain("empty");

    [Fact]
    public void Skip_values_must_be_an_object()
    {
        SkipValues.ReadOutputs("").Outputs.ShouldNotBeNull().ShouldBeEmpty();
        SkipValues.ReadOutputs("{\"Result\": 5}").Outputs!["Result"].GetInt32().ShouldBe(5);
        SkipValues.ReadOutputs("[1]").Problem!.ShouldContain("must be a JSON object");
        SkipValues.ReadOutputs("{").Problem!.ShouldContain("Line 1");
    }

    [Fact]
    public void Outcomes_are_parted_by_commas()
    {
        SkipValues.ReadOutcomes(" Balanced , Late,").ShouldBe(["Balanced", "Late"]);
        SkipValues.ReadOutcomes(" ").ShouldBeNull();
    }

    [Theory]
    [InlineData("gl-accounts", true)]
    [InlineData("Edit", false)]
    [InlineData("../secrets", false)]
    [InlineData("a b", false)]
    [InlineData("", false)]
    [InlineData("name\n", false)]
    public void Mapping_tables_have_plain_names(string name, bool isAllowed) => (MappingName.Problem(name, isNew: true) is null).ShouldBe(isAllowed);
}
