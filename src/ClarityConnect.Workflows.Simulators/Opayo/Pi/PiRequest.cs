using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Simulators.Opayo.Pi;

/// <summary>The body of a request, with everything noted that is wrong with it.</summary>
internal sealed class PiRequest
{
    private readonly JsonObject _body;
    private readonly List<(int Code, string Property, string Description)> _errors = [];

    public PiRequest(string body)
    {
        try
        {
            _body = JsonNode.Parse(body) as JsonObject ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw PiRefusal.Single(400, 1000, "Incorrect request format");
        }
    }

    public JsonNode? this[string path]
    {
        get
        {
            JsonNode? node = _body;
            foreach (var name in path.Split('.'))
                node = (node as JsonObject)?[name];
            return node;
        }
    }

    /// <summary>A text; an empty string where it is absent.</summary>
    public string Text(string path) => this[path] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    public bool Flag(string path) => this[path] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    public string Required(string path, int most)
    {
        var text = Text(path);
        if (this[path] is null)
            Wrong(1003, path, "Missing mandatory field");
        else if (text.Length == 0)
            Wrong(1015, path, "The value is empty");
        else if (text.Length > most)
            Wrong(1004, path, "Invalid length");
        return text;
    }

    public string Optional(string path, int most)
    {
        if (Text(path).Length > most)
            Wrong(1004, path, "Invalid length");
        return Text(path);
    }

    public string OneOf(string path, string otherwise, params string[] allowed)
    {
        var text = this[path] is null ? otherwise : Text(path);
        if (!allowed.Contains(text))
            Wrong(1009, path, "Contains invalid value");
        return text;
    }

    public long Amount(string path)
    {
        if (this[path] is not JsonValue value)
            Wrong(1003, path, "Missing mandatory field");
        else if (!long.TryParse(value.ToJsonString(), NumberStyles.None, CultureInfo.InvariantCulture, out var amount))
            Wrong(1016, path, "An integer is wanted");
        else if (amount < 1)
            Wrong(1009, path, "Contains invalid value");
        else
            return amount;
        return 0;
    }

    public void Wrong(int code, string path, string description) => _errors.Add((code, path, description));

    /// <summary>Turns the request down where anything is wrong.</summary>
    public void Check()
    {
        if (_errors.Count > 0)
            throw PiRefusal.Fields(_errors);
    }
}
