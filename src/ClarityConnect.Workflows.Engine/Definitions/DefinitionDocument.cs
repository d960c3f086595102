using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Engine.Definitions;

/// <summary>A definition in Elsa's JSON. All members stay as they came; only the envelope's ids, version and flags are ever set.</summary>
public sealed class DefinitionDocument
{
    /// <summary>How deeply containers may be nested in each other, counted in JSON levels.</summary>
    internal const int MaxDepth = 512;

    /// <summary>What is tolerated in a file, and what is not.</summary>
    internal static readonly JsonDocumentOptions Options = new()
    {
        MaxDepth = MaxDepth, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false,
    };

    private static readonly JsonSerializerOptions Compact = new(Sdk.Values.WorkflowJson.Options) { MaxDepth = MaxDepth };
    private static readonly JsonSerializerOptions Indented = new(Compact) { WriteIndented = true };

    private readonly JsonObject root;

    private DefinitionDocument(JsonObject root) => this.root = root;

    /// <summary>The version's id; null if the file has none.</summary>
    public string? Id => Text("id");

    /// <summary>The definition's id; null if the file has none.</summary>
    public string? DefinitionId => Text("definitionId");

    /// <summary>The name.</summary>
    public string? Name => Text("name");

    /// <summary>What the workflow does.</summary>
    public string? Description => Text("description");

    /// <summary>The version's number; 1 if the file has none.</summary>
    public int Version => root["version"] is JsonValue value && value.TryGetValue<int>(out var version) ? version : 1;

    /// <summary>Whether other definitions may use it as an activity, as the options say or, in older files, the definition itself.</summary>
    public bool IsUsableAsActivity => Flag(root["options"], "usableAsActivity") ?? Flag(root, "usableAsActivity") ?? false;

    /// <summary>Whether the workflows that use it as an activity use a new version as soon as that is published.</summary>
    public bool UpdatesConsumers => Flag(root["options"], "autoUpdateConsumingWorkflows") ?? false;

    /// <summary>Whether only a file may change it.</summary>
    public bool IsReadOnly => Flag(root, "isReadonly") ?? false;

    /// <summary>Whether it has a root activity.</summary>
    public bool HasRoot => root["root"] is JsonObject;

    /// <summary>A fingerprint of the content: the same for two documents that differ only in ids, version, flags and the order of members.</summary>
    public string Revision => DefinitionRevision.Of(root);

    /// <summary>Reads a definition.</summary>
    /// <param name="json">The JSON, with or without a byte order mark.</param>
    /// <exception cref="DefinitionInvalidException">It is not JSON (naming line and column), not an object, or has no root activity.</exception>
    public static DefinitionDocument Parse(string json)
    {
        JsonNode? node;
        try
        {
            node = JsonNode.Parse(json.TrimStart('\uFEFF'), documentOptions: Options);
        }
        catch (JsonException exception)
        {
            throw new DefinitionInvalidException(
                $"The definition is not valid JSON: line {exception.LineNumber + 1}, column {exception.BytePositionInLine + 1}. {exception.Message}");
        }

        catch (InvalidOperationException exception)
        {
            throw HalfCharacter(exception);
        }

        if (node is not JsonObject root)
            throw new DefinitionInvalidException("The definition must be a JSON object with the members of Elsa's workflow definition, such as 'name' and 'root'.");
        if (root["root"] is not (null or JsonObject))
            throw new DefinitionInvalidException("The definition's 'root' must be an activity, a JSON object with 'id' and 'type'.");
        var document = new DefinitionDocument(root);
        if (json.Contains(@"\ud", StringComparison.OrdinalIgnoreCase))
            document.CheckText();
        return document;
    }

    /// <summary>Takes a definition that was edited as an object.</summary>
    /// <param name="json">The definition; not changed.</param>
    /// <exception cref="DefinitionInvalidException">It is no definition.</exception>
    public static DefinitionDocument From(JsonObject json) => Parse(json.ToJsonString(Compact));

    /// <summary>Sets the envelope's identity, leaving everything else.</summary>
    /// <param name="version">The version that it is stored as.</param>
    public DefinitionDocument WithEnvelope(DefinitionVersion version) => new(ToNode(version));

    /// <summary>The definition as an editable object; changes do not come back.</summary>
    public JsonObject ToNode() => (JsonObject)root.DeepClone();

    /// <summary>The definition as an editable object, with the identity of a version.</summary>
    /// <param name="version">The version that it is stored as.</param>
    public JsonObject ToNode(DefinitionVersion version)
    {
        var copy = ToNode();
        copy["id"] = version.Id;
        copy["definitionId"] = version.DefinitionId;
        copy["version"] = version.Version;
        copy["isLatest"] = version.IsLatest;
        copy["isPublished"] = version.IsPublished;
        return copy;
    }

    /// <summary>The definition as an editable object without what makes it that definition, for one of its own.</summary>
    public JsonObject ToUnidentifiedNode()
    {
        var copy = ToNode();
        foreach (var member in (ReadOnlySpan<string>)["id", "definitionId", "version", "createdAt", "isReadonly"])
            copy.Remove(member);
        return copy;
    }

    /// <summary>The definition as compact JSON.</summary>
    public string ToJson() => root.ToJsonString(Compact);

    /// <summary>The definition as indented JSON, for export.</summary>
    public string ToIndentedJson() => root.ToJsonString(Indented);

    /// <summary>Half a character, as an escape, is read only when the text is: better now than when the definition is stored.</summary>
    private void CheckText()
    {
        try
        {
            ToJson();
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            throw HalfCharacter(exception);
        }
    }

    private static DefinitionInvalidException HalfCharacter(Exception cause) =>
        new($"The definition has half a character (a lone surrogate such as \\ud800) in a text or a name, which cannot be stored. Remove it. {cause.Message}");

    private static bool? Flag(JsonNode? json, string name) => (json as JsonObject)?[name] is JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;

    private string? Text(string member) => root[member] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
}
