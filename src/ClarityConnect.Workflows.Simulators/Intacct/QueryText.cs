using System.Text.RegularExpressions;

namespace ClarityConnect.Workflows.Simulators.Intacct;

/// <summary>
/// Reads the SQL-like text of readByQuery: = &lt;&gt; &lt; &gt; &lt;= &gt;= like, in (...), is null, is not null, and, or, not before
/// like and in, and parentheses.
/// </summary>
internal sealed partial class QueryText
{
    private readonly IntacctObject _target;
    private readonly List<string> _tokens;
    private int _at;

    private QueryText(string text, IntacctObject target)
    {
        _target = target;
        _tokens = [.. Token().Matches(text).Select(m => m.Value)];
        if (string.Concat(_tokens).Length != text.Count(c => !char.IsWhiteSpace(c)) + _tokens.Where(t => t[0] == '\'').Sum(t => t.Count(char.IsWhiteSpace)))
            throw Unclear("it holds a character that belongs to nothing");
    }

    /// <exception cref="IntacctRefusal">The text cannot be understood, or a field is unknown.</exception>
    public static Func<object, bool> Parse(string text, IntacctObject target)
    {
        if (string.IsNullOrWhiteSpace(text))
            return static _ => true;
        var reader = new QueryText(text, target);
        var condition = reader.Or();
        return reader._at == reader._tokens.Count ? condition : throw Unclear($"'{reader._tokens[reader._at]}' is one too many");
    }

    private Func<object, bool> Or()
    {
        var left = And();
        while (Accept("or"))
        {
            var (first, second) = (left, And());
            left = row => first(row) || second(row);
        }
        return left;
    }

    private Func<object, bool> And()
    {
        var left = Condition();
        while (Accept("and"))
        {
            var (first, second) = (left, Condition());
            left = row => first(row) && second(row);
        }
        return left;
    }

    private Func<object, bool> Condition()
    {
        if (Accept("("))
        {
            var inner = Or();
            Expect(")");
            return inner;
        }
        var field = _target.Field(Next());
        if (Accept("is"))
        {
            var operation = Accept("not") ? "isnotnull" : "isnull";
            Expect("null");
            return QueryFilter.Compare(field, operation, [], ignoreCase: false);
        }
        var not = Accept("not") ? "not" : "";
        if (Accept("like"))
            return QueryFilter.Compare(field, not + "like", [Value(field)], ignoreCase: false);
        if (Accept("in"))
        {
            Expect("(");
            var values = new List<string> { Value(field) };
            while (Accept(","))
                values.Add(Value(field));
            Expect(")");
            return QueryFilter.Compare(field, not + "in", values, ignoreCase: false);
        }
        var comparison = Next() switch
        {
            "=" => "equalto",
            "<>" or "!=" => "notequalto",
            "<" => "lessthan",
            "<=" => "lessthanorequalto",
            ">" => "greaterthan",
            ">=" => "greaterthanorequalto",
            var other => throw Unclear($"'{other}' is not a comparison"),
        };
        return QueryFilter.Compare(field, comparison, [Value(field)], ignoreCase: false);
    }

    private string Value(IntacctField field)
    {
        var token = Next();
        var value = token[0] == '\'' ? token[1..^1].Replace("''", "'", StringComparison.Ordinal) : token;
        // Filters of readByQuery know states by letter while reads show the word.
        return field.Name == "STATE" ? value switch { "P" => "Posted", "I" => "Draft", "S" => "Submitted", _ => value } : value;
    }

    private bool Accept(string word)
    {
        if (_at >= _tokens.Count || !string.Equals(_tokens[_at], word, StringComparison.OrdinalIgnoreCase))
            return false;
        _at++;
        return true;
    }

    private void Expect(string word)
    {
        if (!Accept(word))
            throw Unclear($"'{word}' is missing");
    }

    private string Next() => _at < _tokens.Count ? _tokens[_at++] : throw Unclear("it ends too early");

    private static IntacctRefusal Unclear(string why) => new("Query Failed", $"The query cannot be understood: {why}.");

    [GeneratedRegex(@"'(?:[^']|'')*'|<=|>=|<>|!=|[=<>(),]|[\w.\-/:]+")]
    private static partial Regex Token();
}
