using ClarityConnect.Workflows.OpenApi.Code;
using ClarityConnect.Workflows.OpenApi.Documents;

namespace ClarityConnect.Workflows.OpenApi.Schemas;

/// <summary>Gives each schema its type in C#, and collects the records that have to be written for them.</summary>
internal sealed class SchemaTypes
{
    /// <summary>What stands for everything that has no better type.</summary>
    public const string Json = "JsonElement";

    private const int MaxDepth = 24;
    private const int MaxRecords = 3000;

    /// <summary>Names that the written code uses for something else.</summary>
    private static readonly string[] Reserved =
        ["Data", "JsonElement", "DateOnly", "DateTimeOffset", "List", "Dictionary", "JsonPropertyName", "JsonPropertyNameAttribute", "JsonExtensionData", "JsonExtensionDataAttribute", "Object", "String"];

    private static readonly string[] MembersOfRecords = ["Equals", "GetHashCode", "ToString", "GetType", "MemberwiseClone", "Finalize", "PrintMembers", "EqualityContract", "Clone", "Others", "ReferenceEquals"];

    private readonly Names names = new(Reserved, "Data");
    private readonly Dictionary<string, string> components = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> known = new(StringComparer.Ordinal);
    private readonly List<RecordPlan> records = [];
    private readonly Queue<(SchemaView Schema, RecordPlan Plan)> unfinished = new();

    /// <param name="document">The document. Its components get their names at once, so that they do not depend on which operations are chosen.</param>
    public SchemaTypes(OpenApiDocument document)
    {
        if (!document.Root.Try("components", out var all))
            return;
        foreach (var (name, place) in all.Members("schemas"))
            components[place.Pointer] = names.Take(name, "Value");
    }

    /// <summary>The records, in the order in which they were needed.</summary>
    public IReadOnlyList<RecordPlan> Records => records;

    /// <summary>The type of a schema, without a question mark.</summary>
    /// <param name="raw">The schema, perhaps a reference.</param>
    /// <param name="hint">What a record is called that has no name in the document.</param>
    public string TypeOf(OpenApiPlace raw, string hint) => TypeOf(SchemaView.Of(raw), hint);

    /// <summary>The same of a schema that was read already.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="hint">What a record is called that has no name in the document.</param>
    public string TypeOf(SchemaView schema, string hint)
    {
        var type = TypeOf(schema, hint, 0);
        // One after the other, since schemas refer to each other in circles and in long chains.
        while (unfinished.TryDequeue(out var next))
            Finish(next.Schema, next.Plan);
        return type;
    }

    /// <summary>Whether the type is one of C#'s values, which is empty only with a question mark.</summary>
    /// <param name="type">The type.</param>
    public static bool IsValue(string type) => type is "long" or "int" or "decimal" or "bool" or "DateOnly" or "DateTimeOffset" or Json;

    private string TypeOf(SchemaView schema, string hint, int depth) => schema.Kind switch
    {
        _ when depth > MaxDepth => Json,
        SchemaKind.Text => schema.Format switch
        {
            "date" => "DateOnly",
            "date-time" => "DateTimeOffset",
            "byte" or "binary" or "base64" => "byte[]",
            "decimal" => "decimal",
            _ => "string",
        },
        SchemaKind.Integer => schema.Format switch { "int32" => "int", "uint64" or "bigint" => "decimal", _ => "long" },
        SchemaKind.Number => "decimal",
        SchemaKind.Boolean => "bool",
        SchemaKind.List => schema.Items is { } items ? $"List<{Item(TypeOf(SchemaView.Of(items), hint + "Item", depth + 1))}>" : $"List<{Json}>",
        SchemaKind.Object when schema.Properties.Count > 0 => Record(schema, hint),
        SchemaKind.Object when schema.AdditionalProperties is { } values => $"Dictionary<string, {Item(TypeOf(SchemaView.Of(values), hint + "Value", depth + 1))}>",
        _ => Json,
    };

    private static string Item(string type) => type == Json ? type : $"{type}?";

    private string Record(SchemaView schema, string hint)
    {
        if (known.TryGetValue(schema.Pointer, out var type))
            return type;
        if (records.Count >= MaxRecords || schema.Properties.Keys.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Any(same => same.Count() > 1))
            return known[schema.Pointer] = Json;
        var plan = new RecordPlan(components.TryGetValue(schema.Pointer, out var component) ? component : names.Take(hint, "Value"), CodeText.Sentence(schema.Description ?? ""));
        records.Add(plan);
        unfinished.Enqueue((schema, plan));
        return known[schema.Pointer] = $"Data.{plan.Name}";
    }

    private void Finish(SchemaView schema, RecordPlan plan)
    {
        var members = new Names([plan.Name, .. MembersOfRecords], "Value");
        foreach (var (name, place) in schema.Properties)
        {
            var view = SchemaView.Of(place);
            plan.Properties.Add(new RecordProperty(name, members.Take(name, "Value"), TypeOf(view, plan.Name + Names.Identifier(name), 0), SchemaWords.Describe(view)));
        }
    }
}
