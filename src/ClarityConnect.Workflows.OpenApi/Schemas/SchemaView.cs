using System.Text.Json;
using ClarityConnect.Workflows.OpenApi.Documents;

namespace ClarityConnect.Workflows.OpenApi.Schemas;

/// <summary>A schema as it is meant: references followed, <c>allOf</c> put together, what may be null taken for what it is otherwise.</summary>
internal sealed class SchemaView
{
    private const int MaxNesting = 32;

    private readonly HashSet<string> kinds = [];
    private readonly List<OpenApiPlace> alternatives = [];
    private bool isMixed;

    private SchemaView(OpenApiPlace place) => (Pointer, Document) = (place.Pointer, place.Document);

    /// <summary>Which schema it is; the same for all that refer to it.</summary>
    public string Pointer { get; private set; }

    public OpenApiDocument Document { get; }

    /// <summary>The schema's name among the document's components; null where it has none.</summary>
    public string? Component => Pointer.StartsWith(Components, StringComparison.Ordinal) && Pointer.IndexOf('/', Components.Length) < 0 ? Pointer[Components.Length..] : null;

    public SchemaKind Kind { get; private set; }

    public string? Format { get; private set; }

    public string? Description { get; private set; }

    public JsonElement? Default { get; private set; }

    public IReadOnlyList<string> Choices { get; private set; } = [];

    public bool IsReadOnly { get; private set; }

    public bool IsWriteOnly { get; private set; }

    public OpenApiPlace? Items { get; private set; }

    public Dictionary<string, OpenApiPlace> Properties { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Required { get; } = new(StringComparer.Ordinal);

    public OpenApiPlace? AdditionalProperties { get; private set; }

    /// <summary>Bounds by their keywords, such as maxLength.</summary>
    public Dictionary<string, string> Bounds { get; } = new(StringComparer.Ordinal);

    private const string Components = "#/components/schemas/";

    private static readonly string[] BoundNames = ["minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minItems", "maxItems", "pattern", "multipleOf"];

    /// <summary>Reads a schema.</summary>
    /// <param name="raw">Where it stands, perhaps a reference.</param>
    /// <exception cref="OpenApiRefusedException">A reference leads nowhere, in a circle or out of the document.</exception>
    public static SchemaView Of(OpenApiPlace raw)
    {
        var place = raw.Followed();
        var view = new SchemaView(place);
        // What stands beside a reference is said of this use of the schema.
        view.Description = raw.Text("description");
        view.Add(place, [], 0);
        view.Kind = view.FindKind();
        return view;
    }

    private void Add(OpenApiPlace place, HashSet<string> seen, int depth)
    {
        if (!place.IsObject)
            return;
        if (!seen.Add(place.Pointer) || depth > MaxNesting)
            throw place.Refused("the schema consists of itself by 'allOf', 'oneOf' or 'anyOf'. Correct the document.");
        var parts = place.Items("allOf").ToList();
        if (parts.Count == 1 && IsAlone(place))
            Pointer = parts[0].Followed().Pointer;
        foreach (var part in parts)
            Add(part.Followed(), seen, depth + 1);
        AddOwn(place);
        AddAlternatives(place, "oneOf", seen, depth);
        AddAlternatives(place, "anyOf", seen, depth);
        seen.Remove(place.Pointer);
    }

    private void AddOwn(OpenApiPlace place)
    {
        if (place.TryRaw("type", out var type))
        {
            foreach (var kind in type.Json.ValueKind == JsonValueKind.Array ? place.Texts("type") : [type.Json.ToString()])
            {
                if (kind != "null")
                    kinds.Add(kind);
            }
        }

        Format = place.Text("format") ?? (place.Text("contentEncoding") == "base64" ? "byte" : null) ?? Format;
        Description ??= place.Text("description") ?? place.Text("title");
        if (place.Json.TryGetProperty("default", out var value))
            Default = value;
        IsReadOnly |= place.Flag("readOnly") == true;
        IsWriteOnly |= place.Flag("writeOnly") == true;
        if (place.TryRaw("const", out var constant) && Scalar(constant.Json) is { } only)
            Choices = [only];
        var choices = place.Items("enum").Where(choice => choice.Json.ValueKind != JsonValueKind.Null).Select(choice => Scalar(choice.Json)).ToList();
        if (choices.Count > 0 && choices.TrueForAll(choice => choice is not null))
            Choices = [.. choices.OfType<string>().Distinct()];
        if (place.TryRaw("items", out var items))
            Items = items;
        foreach (var (name, property) in place.Members("properties"))
            Properties[name] = property;
        Required.UnionWith(place.Texts("required"));
        if (place.TryRaw("additionalProperties", out var additional) && additional.IsObject)
            AdditionalProperties = additional;
        foreach (var name in BoundNames)
        {
            if (place.TryRaw(name, out var bound) && bound.Json.ValueKind is JsonValueKind.Number or JsonValueKind.String)
                Bounds[name] = bound.Json.ToString();
        }
    }

    /// <summary>One alternative beside null is what is meant. Alternatives that only say what is required change nothing.</summary>
    private void AddAlternatives(OpenApiPlace place, string keyword, HashSet<string> seen, int depth)
    {
        var found = place.Items(keyword).Select(alternative => alternative.Followed()).Where(alternative => !IsNull(alternative) && !IsCondition(alternative)).ToList();
        if (found.Count == 1)
        {
            if (IsAlone(place))
                Pointer = found[0].Pointer;
            Add(found[0], seen, depth + 1);
        }
        else
        {
            alternatives.AddRange(found);
            isMixed |= found.Count > 1;
        }
    }

    private SchemaKind FindKind()
    {
        if (isMixed && Properties.Count == 0)
        {
            Format = null;
            Choices = [];
            // Alternatives of one simple kind are that kind; anything else is for the person to write.
            var simple = alternatives.ConvertAll(alternative => alternative.Text("type") ?? "").Distinct().ToList();
            return simple is ["string" or "integer" or "number" or "boolean"] && alternatives.TrueForAll(alternative => alternative.Text("format") is null) ? Of(simple[0]) : SchemaKind.Any;
        }

        if (kinds.Count == 2 && kinds.Contains("integer") && kinds.Contains("number"))
            return SchemaKind.Number;
        // Numbers that may be written as texts too are numbers.
        if (kinds.Count == 2 && kinds.Contains("string") && Format is "int32" or "int64" or "float" or "double" or "decimal" && Enumerable.FirstOrDefault(kinds, kind => kind is "integer" or "number") is { } number)
            return Of(number);
        if (kinds.Count > 1)
            return SchemaKind.Any;
        if (kinds.Count == 1)
            return Of(kinds.First());
        if (Properties.Count > 0 || AdditionalProperties is not null)
            return SchemaKind.Object;
        if (Items is not null)
            return SchemaKind.List;
        return Choices.Count > 0 && Format is null ? SchemaKind.Text : SchemaKind.Any;
    }

    private static SchemaKind Of(string type) => type switch
    {
        "string" => SchemaKind.Text,
        "integer" => SchemaKind.Integer,
        "number" => SchemaKind.Number,
        "boolean" => SchemaKind.Boolean,
        "array" => SchemaKind.List,
        "object" => SchemaKind.Object,
        _ => SchemaKind.Any,
    };

    /// <summary>Whether a schema is nothing but what it refers to, perhaps with other words.</summary>
    private static bool IsAlone(OpenApiPlace place) => !place.Json.EnumerateObject().Any(member => member.Name is "properties" or "additionalProperties" or "items" or "required" or "enum" or "format")
        && (place.Items("allOf").Any() ? 1 : 0) + (place.Items("oneOf").Any() ? 1 : 0) + (place.Items("anyOf").Any() ? 1 : 0) == 1;

    private static bool IsNull(OpenApiPlace place) => place.Text("type") == "null" || (place.Json.ValueKind == JsonValueKind.Object && place.Json.TryGetProperty("enum", out var only) && only.ValueKind == JsonValueKind.Array && only.GetArrayLength() == 1 && only[0].ValueKind == JsonValueKind.Null);

    private static bool IsCondition(OpenApiPlace place) => place.IsObject && place.Json.EnumerateObject().Any() && place.Json.EnumerateObject().All(member => member.Name is "required" or "not" or "title" or "description");

    private static string? Scalar(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => json.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };
}
