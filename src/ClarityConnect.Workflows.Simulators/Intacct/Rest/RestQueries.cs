using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ClarityConnect.Workflows.Simulators.Intacct.Rest;

/// <summary>The query service: conditions in both notations that are in circulation, an expression over them, order and pages.</summary>
internal static partial class RestQueries
{
    public static JsonObject Run(JsonObject query, Books books, IReadOnlyList<string> missing)
    {
        var path = RestFunctions.Text(query, "object");
        var names = RestNames.Find(path) ?? throw new IntacctRefusal("PL04000005", $"You do not have permission for API operation QUERY on objects of type {path}");
        var target = IntacctObject.Find(names.Object, "QUERY");
        var fields = (query["fields"] as JsonArray ?? []).Select(f => Field(names, target, f!.ToString())).ToList();
        if (fields.Count == 0)
            throw new IntacctRefusal("Query Failed", "fields needs at least one field.");
        var conditions = (query["filters"] as JsonArray ?? []).OfType<JsonObject>().Select(f => Condition(f, names, target)).ToList();
        var rows = target.Rows(books, missing);
        if (conditions.Count > 0)
            rows = rows.Where(Expression(RestFunctions.Text(query, "filterExpression") ?? "and", conditions));
        foreach (var order in (query["orderBy"] as JsonArray ?? []).OfType<JsonObject>().Reverse().Select(o => o.First()))
        {
            var (_, field) = Field(names, target, order.Key);
            rows = order.Value?.ToString() == "desc" ? rows.OrderByDescending(r => field.Read(field.Get(r))) : rows.OrderBy(r => field.Read(field.Get(r)));
        }

        var all = rows.ToList();
        var start = Number(query, "start", 1, int.MaxValue, 1);
        var size = Number(query, "size", 1, 4000, 100);
        var page = all.Skip(start - 1).Take(size).Select(row =>
        {
            var json = new JsonObject();
            foreach (var (name, field) in fields)
                json[name] = RestNames.ToRest(field.Name, field.Type, field.Get(row));
            return (JsonNode)json;
        }).ToArray();
        var next = start + page.Length <= all.Count ? start + page.Length : (int?)null;
        return new JsonObject
        {
            ["ia::result"] = new JsonArray(page),
            ["ia::meta"] = new JsonObject { ["totalCount"] = all.Count, ["start"] = start, ["pageSize"] = size, ["next"] = next, ["previous"] = start > 1 ? Math.Max(1, start - size) : null },
        };
    }

    private static (string Name, IntacctField Field) Field(RestNames names, IntacctObject target, string name) =>
        (name, target.Field(names.Field(name) ?? throw new IntacctRefusal("Query Failed", $"There is no field {name} in {names.Path}.")));

    private static Func<object, bool> Condition(JsonObject filter, RestNames names, IntacctObject target)
    {
        // {"$eq":{"status":"active"}} is what programs send; {"field":…,"operator":…,"value":…} is what a page prints.
        var (operation, name, value) = filter["operator"] is { } op
            ? (op.ToString(), filter["field"]!.ToString(), filter["value"])
            : (filter.First().Key, ((JsonObject)filter.First().Value!).First().Key, ((JsonObject)filter.First().Value!).First().Value);
        var (_, field) = Field(names, target, name);
        var values = value switch { null => [], JsonArray many => many.Select(v => v!.ToString()).ToList(), _ => new List<string> { value.ToString() } };
        values = [.. values.Select(v => RestNames.ToGateway(field.Name, field.Type, v))];
        var (known, words) = operation switch
        {
            "$eq" when value is null => ("isnull", values),
            "$ne" when value is null => ("isnotnull", values),
            "$eq" => ("equalto", values),
            "$ne" => ("notequalto", values),
            "$lt" => ("lessthan", values),
            "$lte" => ("lessthanorequalto", values),
            "$gt" => ("greaterthan", values),
            "$gte" => ("greaterthanorequalto", values),
            "$in" => ("in", values),
            "$notIn" => ("notin", values),
            "$between" => ("between", values),
            "$contains" => ("like", [$"%{values[0]}%"]),
            "$startsWith" => ("like", [$"{values[0]}%"]),
            "$endsWith" => ("like", [$"%{values[0]}"]),
            "$notContains" => ("notlike", [$"%{values[0]}%"]),
            "$notStartsWith" => ("notlike", [$"{values[0]}%"]),
            "$notEndsWith" => ("notlike", [$"%{values[0]}"]),
            _ => throw new IntacctRefusal("Query Failed", $"{operation} is not an operator."),
        };
        return QueryFilter.Compare(field, known, words, ignoreCase: false);
    }

    /// <summary>"and", "or", or an expression such as "1 and (2 or 3)"; and binds closer.</summary>
    private static Func<object, bool> Expression(string text, List<Func<object, bool>> conditions)
    {
        if (text is "and" or "or")
            return text == "and" ? row => conditions.TrueForAll(c => c(row)) : row => conditions.Exists(c => c(row));
        var tokens = new Queue<string>(Tokens().Matches(text).Select(m => m.Value));
        var whole = Or();
        return tokens.Count == 0 ? whole : throw Unclear();

        Func<object, bool> Or()
        {
            var left = And();
            while (tokens.TryPeek(out var word) && word == "or")
            {
                tokens.Dequeue();
                var (first, second) = (left, And());
                left = row => first(row) || second(row);
            }
            return left;
        }

        Func<object, bool> And()
        {
            var left = One();
            while (tokens.TryPeek(out var word) && word == "and")
            {
                tokens.Dequeue();
                var (first, second) = (left, One());
                left = row => first(row) && second(row);
            }
            return left;
        }

        Func<object, bool> One()
        {
            if (!tokens.TryDequeue(out var token))
                throw Unclear();
            if (token == "(")
            {
                var inner = Or();
                return tokens.TryDequeue(out var close) && close == ")" ? inner : throw Unclear();
            }
            return int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= conditions.Count ? conditions[number - 1] : throw Unclear();
        }

        IntacctRefusal Unclear() => new("Query Failed", $"The filterExpression '{text}' cannot be understood.");
    }

    private static int Number(JsonObject query, string name, int least, int most, int otherwise) => RestFunctions.Text(query, name) switch
    {
        null => otherwise,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most => number,
        var text => throw new IntacctRefusal("Query Failed", $"{name} '{text}' is not a number from {least} to {most}."),
    };

    [GeneratedRegex(@"\d+|and|or|[()]")]
    private static partial Regex Tokens();
}
