using System.Text.Json;
using ClarityConnect.Workflows.Engine.Choices;
using ClarityConnect.Workflows.Engine.Mappings;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Activities.Primitives;

/// <summary>Reads a mapping table, so that account numbers and the like live in data and not in drawings.</summary>
[Activity("ClarityConnect", "Data", "Reads a mapping table that business users edit.", Name = "MappingTable", DisplayName = "Look up mapping table")]
public sealed class LookUpMappingTable : CodeActivity<JsonElement>
{
    /// <summary>The table's name.</summary>
    [Input(DisplayName = "Mapping table", Description = "The mapping table to read.", Choices = typeof(MappingTableChoices), IsRequired = true)]
    public Input<string> TableName { get; set; } = new();

    /// <inheritdoc/>
    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        context.Set(Result, await MappingTableData.ReadAsync(context, context.GetRequired(TableName)));
}
