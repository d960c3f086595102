using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClarityConnect.Workflows.Sdk.Values;

/// <summary>How values of workflows are written as JSON: camel-case names, enums by name, decimals digit by digit.</summary>
public static class WorkflowJson
{
    /// <summary>The options; read-only.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Serialises a value.</summary>
    /// <param name="value">The value; a <see cref="JsonElement"/> is taken as it is.</param>
    /// <returns>The value as JSON; JSON null for null.</returns>
    public static JsonElement ToElement(object? value) => value switch
    {
        JsonElement { ValueKind: JsonValueKind.Undefined } => Null,
        JsonElement element => element,
        null => Null,
        _ => JsonSerializer.SerializeToElement(value, value.GetType(), Options),
    };

    /// <summary>JSON null.</summary>
    public static JsonElement Null { get; } = JsonDocument.Parse("null").RootElement;

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            NumberHandling = JsonNumberHandling.AllowReadingFromString,
            DefaultIgnoreCondition = JsonIgnoreCondition.Never,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = 1024, // an activity inside another takes two levels
            Converters = { new JsonStringEnumConverter() },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
