using System.Text.Json;
using ClarityConnect.Workflows.Engine.Mappings;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Activities.Transformation;

/// <summary>Reads inputs that hold any data, or the name of a mapping table instead.</summary>
internal static class DataInput
{
    /// <summary>Data as JSON. What somebody typed as JSON into the editor is read; null where there is nothing.</summary>
    public static JsonElement? Data(this ActivityExecutionContext context, Input<object> input)
    {
        var element = WorkflowJson.ToElement(context.Get(input));
        if (element.ValueKind == JsonValueKind.String && element.GetString()!.TrimStart() is ['{' or '[', ..] text)
        {
            try
            {
                using var document = JsonDocument.Parse(text);
                return document.RootElement.Clone();
            }
            catch (JsonException exception)
            {
                throw new ActivityException(FailureKind.InvalidData, $"The input '{input.Name}' is no JSON: {exception.Message}", exception);
            }
        }

        return element.ValueKind == JsonValueKind.Null ? null : element;
    }

    /// <summary>Data that the activity cannot do without.</summary>
    public static JsonElement RequiredData(this ActivityExecutionContext context, Input<object> input) => context.Data(input)
        ?? throw new ActivityException(FailureKind.InvalidData, $"The input '{input.Name}' is empty. Give it a value, or an expression that has one.");

    /// <summary>Rows from a mapping table, or those typed into the activity itself.</summary>
    public static async ValueTask<JsonElement> TableAsync(this ActivityExecutionContext context, Input<string> table, Input<object> own) =>
        context.Get(table) is { Length: > 0 } name ? await MappingTableData.ReadAsync(context, name)
        : context.Data(own) ?? throw new ActivityException(FailureKind.Misconfigured, $"Neither '{table.Name}' nor '{own.Name}' is given. Choose a mapping table, or type the rows.");

    /// <summary>The day that rates and rows must be valid on: the one given, else today in UTC.</summary>
    public static DateOnly Day(this ActivityExecutionContext context, Input<DateOnly?> date) =>
        context.Get(date) ?? DateOnly.FromDateTime(context.Time.GetUtcNow().UtcDateTime);
}
