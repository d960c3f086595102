using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ClarityConnect.Workflows.Engine.Scripting;

/// <summary>Reads the small part of JavaScript that <see cref="PropertyPath"/> covers; gives up at the first doubt.</summary>
internal sealed class PropertyPathParser(string source)
{
    // Every object has these, also when the data do not say so.
    private static readonly FrozenSet<string> Inherited = FrozenSet.Create(
        StringComparer.Ordinal,
        "constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toJSON", "toLocaleString", "toString", "valueOf",
        "__proto__", "__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__");

    // Functions of every script whose names look like accessors.
    private static readonly FrozenSet<string> Functions = FrozenSet.Create(
        StringComparer.Ordinal,
        "getConfig", "getCorrelationId", "getGuidString", "getInput", "getLastResult", "getOutputFrom", "getShortGuid", "getVariable",
        "getWorkflowDefinitionId", "getWorkflowDefinitionVersion", "getWorkflowDefinitionVersionId", "getWorkflowInstanceId",
        "getWorkflowInstanceName");

    private readonly string _text = Trim(source);
    private int _at;

    /// <summary>Null when the text is anything else.</summary>
    internal PropertyPath? Parse()
    {
        if (_text.Length == 0) return null;
        if (TryLiteral(out var literal))
            return _at == _text.Length ? new PropertyPath(PropertyPathKind.Literal, null, null, literal, false, []) : null;
        return Identifier() switch
        {
            "variables" => Path(PropertyPathKind.Variable, isCall: false),
            "getVariable" when Texts(1, 1) is [var name] => Path(PropertyPathKind.Variable, name),
            "getInput" when Texts(1, 1) is [var name] => Path(PropertyPathKind.Input, name),
            "getOutputFrom" when Texts(1, 2) is { } names => Path(PropertyPathKind.Output, names[0], names.Count == 2 ? names[1] : "Result"),
            "getLastResult" when Texts(0, 0) is not null => Path(PropertyPathKind.LastResult, null),
            { Length: > 3 } name when name.StartsWith("get", StringComparison.Ordinal) && !Functions.Contains(name) && Texts(0, 0) is not null
                => Path(PropertyPathKind.Accessor, name[3..]),
            _ => null,
        };
    }

    /// <summary>Takes off white space, one <c>return</c> in front and one semicolon behind.</summary>
    private static string Trim(string source)
    {
        var text = source.Trim(' ', '\t', '\r', '\n');
        // After a line break `return` returns nothing.
        if (text.StartsWith("return ", StringComparison.Ordinal)) text = text[7..].TrimStart(' ', '\t');
        return text.EndsWith(';') ? text[..^1].TrimEnd(' ', '\t', '\r', '\n') : text;
    }

    private PropertyPath? Path(PropertyPathKind kind, string? name = null, string? output = null, bool isCall = true)
    {
        List<PropertyPathSegment> segments = [];
        while (_at < _text.Length)
        {
            if (Segment() is not { } segment) return null;
            segments.Add(segment);
        }
        if (isCall) return new PropertyPath(kind, name, output, null, isCall, segments);
        if (segments is not [{ IsOptional: false, Name: var variable }, ..]) return null; // `variables` itself is an object of its own kind
        return new PropertyPath(kind, variable, output, null, isCall, segments[1..]);
    }

    private PropertyPathSegment? Segment()
    {
        var optional = Take("?.");
        string? name;
        if (Take("[")) name = Take("\"", peek: true) || Take("'", peek: true) ? Text() : Index();
        else
        {
            if (!optional && !Take(".")) return null;
            name = Identifier();
            return name is null || Inherited.Contains(name) ? null : new PropertyPathSegment(name, optional);
        }
        return name is null || !Take("]") || Inherited.Contains(name) ? null : new PropertyPathSegment(name, optional);
    }

    private string? Identifier()
    {
        var start = _at;
        while (_at < _text.Length && (char.IsAsciiLetter(_text[_at]) || _text[_at] is '_' or '$' || (_at > start && char.IsAsciiDigit(_text[_at])))) _at++;
        return _at > start ? _text[start.._at] : null;
    }

    private string? Index()
    {
        var start = _at;
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at])) _at++;
        var digits = _text[start.._at];
        return digits.Length is > 0 and < 10 && (digits.Length == 1 || digits[0] != '0') ? digits : null;
    }

    /// <summary>A call's arguments, all plain texts.</summary>
    private List<string>? Texts(int atLeast, int atMost)
    {
        if (!Take("(")) return null;
        List<string> texts = [];
        Spaces();
        while (!Take(")"))
        {
            if (texts.Count > 0)
            {
                if (!Take(",")) return null;
                Spaces();
            }
            if (Text() is not { } text) return null;
            texts.Add(text);
            Spaces();
        }
        return texts.Count >= atLeast && texts.Count <= atMost ? texts : null;
    }

    private bool TryLiteral(out JsonElement literal)
    {
        literal = default;
        if (_text[0] is '"' or '\'')
        {
            if (Text() is not { } text) return false;
            literal = JsonSerializer.SerializeToElement(text);
            return true;
        }
        if (_text is "true" or "false" or "null")
        {
            _at = _text.Length;
            literal = JsonElement.Parse(Encoding.UTF8.GetBytes(_text));
            return true;
        }
        return TryNumber(out literal);
    }

    private bool TryNumber(out JsonElement literal)
    {
        literal = default;
        // JSON's own numbers only: they are the same in JavaScript. `010`, `0x1`, `1_000`, `5n`, `-0` go to the runner.
        if (!char.IsAsciiDigit(_text[^1]) || _text.Trim('-', '0', '.').Length == 0 && _text != "0") return false;
        var bytes = Encoding.UTF8.GetBytes(_text);
        var reader = new Utf8JsonReader(bytes);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.Number || reader.BytesConsumed != bytes.Length || !reader.TryGetDouble(out var value) || !double.IsFinite(value))
                return false;
            literal = JsonSerializer.SerializeToElement(value);
        }
        catch (JsonException)
        {
            return false;
        }
        _at = _text.Length;
        return true;
    }

    /// <summary>A quoted text with the common escapes; null for anything else.</summary>
    private string? Text()
    {
        if (_at == _text.Length || _text[_at] is not ('"' or '\'')) return null;
        var quote = _text[_at++];
        var text = new StringBuilder();
        for (; _at < _text.Length; _at++)
        {
            var symbol = _text[_at];
            if (symbol == quote)
            {
                _at++;
                return text.ToString();
            }
            if (symbol < ' ' || char.IsSurrogate(symbol)) return null;
            if (symbol == '\\')
            {
                if (++_at == _text.Length || Escape(_text[_at]) is not { } escaped) return null;
                symbol = escaped;
            }
            text.Append(symbol);
        }
        return null;
    }

    private char? Escape(char symbol)
    {
        switch (symbol)
        {
            case '\\' or '\'' or '"' or '/':
                return symbol;
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u' when _at + 4 < _text.Length && ushort.TryParse(_text.AsSpan(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && !char.IsSurrogate((char)code):
                _at += 4;
                return (char)code;
            default:
                return null;
        }
    }

    private void Spaces()
    {
        while (_at < _text.Length && _text[_at] == ' ') _at++;
    }

    private bool Take(string token, bool peek = false)
    {
        if (!_text.AsSpan(_at).StartsWith(token, StringComparison.Ordinal)) return false;
        if (!peek) _at += token.Length;
        return true;
    }
}
