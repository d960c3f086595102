using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Connectors.Warehouse.Files;

/// <summary>Writes rows to a CSV file; a file of that name is replaced.</summary>
[Activity("ClarityConnect.Warehouse", "Data warehouse", "Writes rows to a CSV file in a folder. A file of that name is replaced.", DisplayName = "Write CSV file")]
public sealed class WriteCsvFile : CodeActivity<int>
{
    /// <summary>The folder.</summary>
    [Input(Description = "The folder.", ConnectionType = typeof(FolderConnection), IsRequired = true)]
    public Input<string> Connection { get; set; } = new();

    /// <summary>The file's name.</summary>
    [Input(DisplayName = "File name", Description = "The file's name, such as daily-sales-2026-03-02.csv.", IsRequired = true)]
    public Input<string> FileName { get; set; } = new();

    /// <summary>The rows.</summary>
    [Input(Description = "The rows, as a list of objects.", IsRequired = true)]
    public Input<JsonElement[]> Rows { get; set; } = new();

    /// <summary>The columns.</summary>
    [Input(Description = "Which members are written, in this order; empty for all, in the order in which they first occur.", UIHint = "multitext")]
    public Input<string[]> Columns { get; set; } = new([]);

    /// <summary>What stands between two values.</summary>
    [Input(Description = "What stands between two values: a comma, a semicolon or a tab.", Category = "Advanced")]
    public Input<string> Separator { get; set; } = new(",");

    /// <summary>Whether texts that a spreadsheet takes for formulas are made harmless.</summary>
    [Input(DisplayName = "Guard against formulas", Description = "Whether an apostrophe is put before texts that a spreadsheet would run as a formula. Numbers stay as they are.", Category = "Advanced")]
    public Input<bool> GuardsFormulas { get; set; } = new(true);

    /// <inheritdoc/>
    protected override EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.Repeatable;

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var rows = context.GetRequired(Rows);
        var content = CsvText.Write(rows, context.Get(Columns) ?? [], context.Get(Separator) ?? ",", context.Get(GuardsFormulas));
        var client = await context.GetClientAsync<FolderClient>(Connection);
        await client.WriteAsync(context.GetRequired(FileName), content, context.CancellationToken);
        context.Set(Result, rows.Length);
    }
}
