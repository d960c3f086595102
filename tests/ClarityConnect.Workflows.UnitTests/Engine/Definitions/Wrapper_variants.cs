using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Engine.Definitions;

/// <summary>Lists and objects that older versions wrapped with their .NET type.</summary>
public sealed class Wrapper_variants
{
    [Theory]
    [InlineData("""{"_type":"String[]","items":["A","B"]}""")]
    [InlineData("""{"_type":"String[]","values":["A","B"]}""")]
    [InlineData("""{"_type":"String[]","_items":["A","B"]}""")]
    public void Rule_32_A_wrapped_list_is_the_list(string list) =>
        Compiled.Input("Elsa.FlowFork", "Branches", $$"""{"typeName":"String[]","expression":{"type":"Object","value":{{list}} } }""").Converted.ShouldBe(new[] { "A", "B" });

    [Theory]
    [InlineData("activities")]
    [InlineData("Activities")]
    public void Rule_32_A_wrapped_list_of_activities_is_the_list(string member) =>
        Compiled.Root($$"""{"_type":"Elsa.Sequence","type":"Elsa.Sequence","{{member}}":{"_type":"IActivity[]","items":[{"_type":"x","type":"Elsa.WriteLine"}]} }""").Activities.Count.ShouldBe(3);

    [Fact]
    public void Rule_32_A_stray_type_is_left_out_when_it_runs_and_kept_in_the_document()
    {
        const string Json = """{"root":{"id":"a","type":"Elsa.SetVariable","value":{"typeName":"Object","expression":{"type":"Object","value":{"_type":"JObject","b":1}}}}}""";

        Compiled.Definition(Json).Activities[1].Inputs.Single(input => input.Name == "Value").Literal.GetRawText().ShouldBe("""{"b":1}""");
        DefinitionDocument.Parse(Json).ToJson().ShouldBe(Json);
    }

    [Theory]
    [InlineData("""{"_type":"JObject","_island":"{\"b\":[1,2]}"}""", """{"b":[1,2]}""")]
    [InlineData("""{"_type":"JsonArray","_island":"[1]"}""", "[1]")]
    [InlineData("""{"_island":"oops"}""", """{"_island":"oops"}""")]
    [InlineData("""{"$id":"1","$ref":"2","$schema":"3"}""", """{"$id":"1","$ref":"2","$schema":"3"}""")]
    public void Rule_33_Islands_are_their_json_and_keys_of_users_survive(string value, string expected)
    {
        var input = Compiled.Input("Elsa.SetVariable", "Value", $$"""{"typeName":"Object","expression":{"type":"Object","value":{{value}} } }""");

        JsonElement.DeepEquals(input.Literal, JsonElement.Parse(expected)).ShouldBeTrue(input.Literal.GetRawText());
    }

    [Fact]
    public void Rule_33_Keys_of_users_survive_in_json_text() =>
        Compiled.Input("Elsa.SetVariable", "Value", """{"typeName":"Object","expression":{"type":"Object","value":"{\"$id\":\"1\",\"_type\":\"mine\"}"}}""")
            .Literal.GetRawText().ShouldBe("""{"$id":"1","_type":"mine"}""");
}
