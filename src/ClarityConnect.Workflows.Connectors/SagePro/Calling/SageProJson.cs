using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClarityConnect.Workflows.Connectors.SagePro.Calling;

/// <summary>How batches and answers are written between server and agent: camel case, amounts as text, what is empty left out.</summary>
internal static class SageProJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public static JsonElement Write<T>(T value) => JsonSerializer.SerializeToElement(value, Options);

    public static T Read<T>(JsonElement json) => json.Deserialize<T>(Options) ?? throw new JsonException($"There is no {typeof(T).Name} in '{json}'.");
}
