using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Activities;

namespace Acme.Samples.Sheets;

/// <summary>Reads a row of the price list.</summary>
[Activity("Acme.Samples", "Acme Samples", "Reads a row of the shop's price list.", DisplayName = "Read a price")]
public sealed class ReadRow : CodeActivity
{
    /// <summary>The account.</summary>
    [Input(Description = "The account at the shop.", ConnectionType = typeof(ShopConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>Which row.</summary>
    [Input(Description = "The article.", IsRequired = true)]
    public Input<string> Sku { get; set; } = new();

    // <schema>
    /// <summary>The row.</summary>
    [Output(
        Description = "The row of the price list.",
        Schema = """
            {
              "type": "object",
              "properties": {
                "sku": { "type": "string" },
                "price": { "type": "string", "description": "In US dollars, such as 12.50." },
                "tiers": { "type": "array", "items": { "type": "object", "properties": { "from": { "type": "integer" } }, "required": ["from"] } }
              },
              "required": ["sku", "price"]
            }
            """)]
    public Output<JsonElement> Row { get; set; } = new();
    // </schema>

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var client = await context.GetClientAsync<ShopClient>(Connection);
        context.Set(Row, await client.ReadRowAsync("prices", context.GetRequired(Sku), context.CancellationToken));
    }
}
