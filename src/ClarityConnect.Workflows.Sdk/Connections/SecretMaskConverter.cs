using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClarityConnect.Workflows.Sdk.Connections;

/// <summary>Reads a secret from JSON and writes only its mask, so that serialising a connection by accident shows nothing.</summary>
internal sealed class SecretMaskConverter : JsonConverter<Secret>
{
    public override Secret? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? null : new Secret(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) => writer.WriteStringValue(Secret.Mask);
}
