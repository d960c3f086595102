using System.Text.Json;
using ClarityConnect.Workflows.Studio.Scripting;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Authoring;

/// <summary>What the editor completes of an output whose author gave it a JSON Schema.</summary>
public sealed class Schemas_become_types
{
    [Theory]
    [InlineData("""{ "type": "string" }""", "string")]
    [InlineData("""{ "type": ["integer", "null"] }""", "number | null")]
    [InlineData("""{ "enum": ["a", "b", 1] }""", "\"a\" | \"b\" | 1")]
    [InlineData("""{ "type": "array", "items": { "type": "boolean" } }""", "(boolean)[]")]
    [InlineData("""{ "type": "object", "additionalProperties": { "type": "number" } }""", "{ [name: string]: number }")]
    [InlineData("""{ "properties": { "a": { "type": "string" }, "b": { "const": true } }, "required": ["a"] }""", "{ \"a\": string; \"b\"?: true; }")]
    [InlineData("""{ "properties": { "a": { "type": "string", "description": "No */ end." } } }""", "{ /** No * / end. */ \"a\"?: string; }")]
    [InlineData("""{ "oneOf": [{ "type": "string" }, { "type": "null" }] }""", "(string) | (null)")]
    [InlineData("""{ "allOf": [{ "$ref": "#/$defs/one~1two" }], "$defs": { "one/two": { "type": "number" } } }""", "(number)")]
    [InlineData("""{ "$ref": "#/$defs/missing" }""", "any")]
    [InlineData("""{ "$ref": "https://elsewhere.example/schema" }""", "any")]
    [InlineData("""{ "type": "object" }""", "{ [name: string]: any }")]
    [InlineData("{}", "any")]
    [InlineData("true", "any")]
    public void Each_is_said_in_TypeScript(string schema, string type) => Of(schema).ShouldBe(type);

    [Fact]
    public void One_that_refers_to_itself_comes_to_an_end() =>
        Of("""{ "type": "object", "properties": { "next": { "$ref": "#" } } }""").ShouldBe(
            "{ \"next\"?: { \"next\"?: { \"next\"?: { \"next\"?: any; }; }; }; }");

    private static string Of(string schema)
    {
        using var json = JsonDocument.Parse(schema);
        return SchemaTypes.Of(json.RootElement);
    }
}
