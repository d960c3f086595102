using System.Text.Json;
using System.Text.Json.Nodes;
using Acme.Samples.Orders;
using Acme.Samples.Sheets;
using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Engine.Definitions;

public sealed class Outputs_say_what_they_hold
{
    [Fact]
    public void A_record_is_described_with_all_that_is_in_it() => Same(
        Schema<OrderPlaced>("Result"),
        """
        {
          "type": "object",
          "properties": {
            "number": { "type": "string" },
            "changedAt": { "type": "string", "format": "date-time" },
            "items": {
              "type": "array",
              "items": { "type": "object", "properties": { "sku": { "type": "string" }, "quantity": { "type": "integer" } }, "required": ["sku", "quantity"] }
            }
          },
          "required": ["number", "changedAt"]
        }
        """);

    [Fact]
    public void Lists_dictionaries_and_canonical_types_are_described()
    {
        Same(Schema<Gives>("Totals"), """{ "type": "object", "additionalProperties": { "type": "number" } }""");
        Same(Schema<Gives>("Words"), """{ "type": "array", "items": { "type": "string" } }""");
        Schema<Gives>("Paid")["properties"]!.AsObject().Select(member => member.Key).ShouldBe(["amount", "currencyCode"]);
        Same(Schema<Gives>("Anything"), "true");
    }

    [Fact]
    public void What_only_the_author_knows_the_author_says() =>
        Schema<ReadRow>("Row")["properties"]!["tiers"]!["items"]!["properties"]!["from"]!["type"]!.GetValue<string>().ShouldBe("integer");

    [Theory]
    [InlineData(typeof(Broken), "The schema of the output 'Row' of ")]
    [InlineData(typeof(NoObject), "is no JSON object. Write it as one")]
    public void A_schema_that_is_none_is_refused(Type type, string says) =>
        Should.Throw<InvalidOperationException>(() => DescriptorFactory.Describe(type)).Message.ShouldContain(says);

    private static JsonNode Schema<T>(string output) => OutputSchemas.Of(DescriptorFactory.Describe(typeof(T)).Outputs.First(candidate => candidate.Name == output));

    private static void Same(JsonNode found, string expected) => JsonNode.DeepEquals(found, JsonNode.Parse(expected)).ShouldBeTrue(found.ToJsonString());

    [Activity("Test", "Test")]
    private sealed class Gives : CodeActivity
    {
        public Output<Dictionary<string, decimal>> Totals { get; set; } = new();

        public Output<IReadOnlyList<string>> Words { get; set; } = new();

        public Output<Money> Paid { get; set; } = new();

        public Output<JsonElement> Anything { get; set; } = new();
    }

    [Activity("Test", "Test")]
    private sealed class Broken : CodeActivity
    {
        [Output(Schema = "{")]
        public Output<JsonElement> Row { get; set; } = new();
    }

    [Activity("Test", "Test")]
    private sealed class NoObject : CodeActivity
    {
        [Output(Schema = "[]")]
        public Output<JsonElement> Row { get; set; } = new();
    }
}
