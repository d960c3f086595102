using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Engine.Definitions;

/// <summary>The fingerprint of a definition's content, by which a change is noticed. What storing sets, and the order of members, make no difference.</summary>
internal static class DefinitionRevision
{
    private static readonly string[] Envelope = ["$schema", "id", "definitionId", "version", "isLatest", "isPublished", "createdAt", "links"];

    public static string Of(JsonObject definition)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            Write(writer, definition, Envelope);
        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan))[..32];
    }

    private static void Write(Utf8JsonWriter writer, JsonNode? node, string[] without)
    {
        switch (node)
        {
            case JsonObject json:
                writer.WriteStartObject();
                foreach (var (name, value) in json.Where(member => !without.Contains(member.Key)).OrderBy(member => member.Key, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(name);
                    Write(writer, value, []);
                }

                writer.WriteEndObject();
                break;
            case JsonArray list:
                writer.WriteStartArray();
                foreach (var item in list)
                    Write(writer, item, []);
                writer.WriteEndArray();
                break;
            case null:
                writer.WriteNullValue();
                break;
            default:
                node.WriteTo(writer);
                break;
        }
    }
}
