using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Snapshots;

/// <summary>How snapshots are written in files: what is stored as the bytes of a JSON text stands there as that JSON, so that people can read and masks can find it.</summary>
public static class SnapshotJson
{
    /// <summary>The options; read-only.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(WorkflowJson.Options) { Converters = { new JsonBytes() } };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private sealed class JsonBytes : JsonConverter<ReadOnlyMemory<byte>>
    {
        public override ReadOnlyMemory<byte> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonMarshal.GetRawUtf8Value(JsonElement.ParseValue(ref reader)).ToArray();

        public override void Write(Utf8JsonWriter writer, ReadOnlyMemory<byte> value, JsonSerializerOptions options)
        {
            if (value.IsEmpty)
                writer.WriteNullValue();
            else
                writer.WriteRawValue(value.Span, skipInputValidation: true);
        }
    }
}
