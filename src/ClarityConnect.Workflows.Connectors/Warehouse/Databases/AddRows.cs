using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Warehouse.Databases;

/// <summary>Adds rows to a table; rows whose keys are there are left as they are.</summary>
[Activity("ClarityConnect.Warehouse", "Data warehouse", "Adds rows to a table of a database. A row whose key is there is not added again.", DisplayName = "Add rows to a table")]
public sealed class AddRows : CodeActivity<int>
{
    /// <summary>The database.</summary>
    [Input(Description = "The database.", ConnectionType = typeof(DatabaseConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The table.</summary>
    [Input(Description = "The table, with its schema where it needs one, such as reports.daily_sales.", IsRequired = true)]
    public Input<string> Table { get; set; } = new();

    /// <summary>The rows.</summary>
    [Input(Description = "The rows, as a list of objects whose members are the table's columns.", IsRequired = true)]
    public Input<JsonElement[]> Rows { get; set; } = new();

    /// <summary>The key columns.</summary>
    [Input(DisplayName = "Key columns", Description = "The columns by which a row is known, such as day and store. The table needs a unique index over them.", UIHint = "multitext", IsRequired = true)]
    public Input<string[]> KeyColumns { get; set; } = new();

    /// <summary>How many rows were there before.</summary>
    [Output(DisplayName = "Already there", Description = "How many of the rows were there before, so that they were not added.")]
    public Output<int> AlreadyThere { get; set; } = new();

    /// <inheritdoc/>
    protected override EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.Repeatable;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var keys = context.GetRequired(KeyColumns);
        if (keys.Length == 0)
            throw new ActivityException(FailureKind.InvalidData, "The input 'Key columns' is empty. Name the columns by which a row is known, so that none is added twice.");
        var rows = context.GetRequired(Rows);
        var client = await context.GetClientAsync<DatabaseClient>(Connection);
        var added = rows.Length == 0 ? 0 : await client.AppendAsync(context.GetRequired(Table), rows, keys, context.CancellationToken);
        context.Set(Result, added);
        context.Set(AlreadyThere, rows.Length - added);
    }
}
