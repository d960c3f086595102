using ClarityConnect.Workflows.Engine.Choices;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Canonical.Fields;

namespace ClarityConnect.Workflows.Engine.Activities.Transformation;

/// <summary>Maps the fields that one system's account defines to those of another.</summary>
[Activity("ClarityConnect", "Data", "Maps fields of one system to fields of another by a table, with conversions of text, numbers, dates, yes/no and choices.", DisplayName = "Map custom fields")]
[FlowNode(NormaliseAddress.Valid, NormaliseAddress.Invalid)]
public sealed class MapCustomFields : CodeActivity<IReadOnlyDictionary<string, object>>
{
    /// <summary>The source's fields.</summary>
    [Input(Description = "The source's fields: an object such as a customer's customFields, or a whole record.", UIHint = "json-editor", IsRequired = true)]
    public Input<object> Source { get; set; } = new();

    /// <summary>The mapping table.</summary>
    [Input(DisplayName = "Table of fields", Description = "The mapping table with a row for each field: from, to, as (Text, Number, Date, YesNo or Choice), default, required and choices.", Choices = typeof(MappingTableChoices))]
    public Input<string> TableName { get; set; } = new();

    /// <summary>Rows without a table.</summary>
    [Input(Description = "The rows themselves, instead of a table.", UIHint = "json-editor", Category = "Advanced")]
    public Input<object> Rows { get; set; } = new();

    /// <summary>What could not be mapped.</summary>
    [Output(Description = "What could not be mapped, each in a sentence that begins with the field; empty if nothing.")]
    public Output<IReadOnlyList<string>> Problems { get; set; } = new();

    /// <inheritdoc/>
    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var (values, problems) = FieldMap.Map(context.RequiredData(Source), FieldMap.Read(await context.TableAsync(TableName, Rows)));
        context.Set(Result, values);
        context.Set(Problems, problems);
        context.Complete(problems.Count == 0 ? NormaliseAddress.Valid : NormaliseAddress.Invalid);
    }
}
