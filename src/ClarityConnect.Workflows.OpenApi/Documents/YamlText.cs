using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ClarityConnect.Workflows.OpenApi.Documents;

/// <summary>Reads YAML as the JSON that it stands for, within limits: a few lines of YAML can stand for gigabytes.</summary>
internal sealed partial class YamlText
{
    private const int MaxNodes = 3_000_000;

    private readonly Dictionary<AnchorName, JsonNode?> anchors = [];
    private readonly Dictionary<AnchorName, int> sizes = [];
    private readonly Parser parser;
    private int nodes;

    private YamlText(TextReader text) => parser = new Parser(text);

    /// <exception cref="OpenApiRefusedException">It is no YAML, or more than can be taken.</exception>
    public static JsonNode? Read(string text)
    {
        try
        {
            using var reader = new StringReader(text);
            var yaml = new YamlText(reader);
            yaml.parser.Consume<StreamStart>();
            if (yaml.parser.Accept<StreamEnd>(out _))
                throw new OpenApiRefusedException("The file is empty.");
            yaml.parser.Consume<DocumentStart>();
            var root = yaml.Node(0);
            yaml.parser.Consume<DocumentEnd>();
            return root;
        }
        catch (YamlException exception)
        {
            throw new OpenApiRefusedException($"The file is neither JSON nor YAML that can be read: line {exception.Start.Line}, column {exception.Start.Column}: {exception.Message}", exception);
        }
    }

    private JsonNode? Node(int depth)
    {
        var before = nodes;
        if (depth > OpenApiText.MaxDepth)
            throw new OpenApiRefusedException($"The file is nested deeper than {OpenApiText.MaxDepth} levels, which no description of an API is.");
        Count(1);
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            if (!anchors.TryGetValue(alias.Value, out var known))
                throw new OpenApiRefusedException($"Line {alias.Start.Line} refers to '*{alias.Value}', which is not there before it.");
            Count(sizes[alias.Value]);
            return known?.DeepClone();
        }

        var (anchor, node) = Content(depth);
        if (!anchor.IsEmpty)
            (anchors[anchor], sizes[anchor]) = (node, nodes - before);
        return node;
    }

    private (AnchorName Anchor, JsonNode? Node) Content(int depth)
    {
        if (parser.TryConsume<Scalar>(out var scalar))
            return (scalar.Anchor, Value(scalar));
        if (parser.TryConsume<SequenceStart>(out var sequence))
        {
            var list = new JsonArray();
            while (!parser.TryConsume<SequenceEnd>(out _))
                list.Add(Node(depth + 1));
            return (sequence.Anchor, list);
        }

        var map = parser.Consume<MappingStart>();
        return (map.Anchor, Mapping(depth));
    }

    private JsonObject Mapping(int depth)
    {
        var members = new JsonObject();
        List<JsonNode?> merged = [];
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = parser.Consume<Scalar>();
            var value = Node(depth + 1);
            if (key is { Value: "<<", Style: ScalarStyle.Plain })
                merged.Add(value);
            else if (!members.TryAdd(key.Value, value))
                throw new OpenApiRefusedException($"Line {key.Start.Line} has '{key.Value}' a second time.");
        }

        foreach (var source in merged.SelectMany(value => value is JsonArray list ? list : (IEnumerable<JsonNode?>)[value]).OfType<JsonObject>())
        {
            foreach (var (name, value) in source)
                members.TryAdd(name, value?.DeepClone());
        }

        return members;
    }

    private void Count(int more)
    {
        nodes += more;
        if (nodes > MaxNodes)
            throw new OpenApiRefusedException($"The file stands for more than {MaxNodes:N0} values, which no description of an API has.");
    }

    /// <summary>What a scalar is by YAML's core schema.</summary>
    private static JsonValue? Value(Scalar scalar)
    {
        var text = scalar.Value;
        if (scalar.Style != ScalarStyle.Plain || (!scalar.Tag.IsEmpty && scalar.Tag.Value.EndsWith("str", StringComparison.Ordinal)))
            return JsonValue.Create(text);
        return text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => JsonValue.Create(true),
            "false" or "False" or "FALSE" => JsonValue.Create(false),
            _ when WholeNumber().IsMatch(text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => JsonValue.Create(whole),
            _ when Number().IsMatch(text) && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
            _ => JsonValue.Create(text),
        };
    }

    [GeneratedRegex(@"^[-+]?[0-9]{1,18}$", RegexOptions.CultureInvariant)]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
