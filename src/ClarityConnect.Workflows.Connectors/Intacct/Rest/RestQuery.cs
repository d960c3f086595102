using System.Globalization;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors.Intacct.Queries;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Rest;

/// <summary>Writes queries for the query service of the REST API.</summary>
internal static class RestQuery
{
    /// <summary>The largest page that the service gives.</summary>
    public const int LargestPage = 4000;

    /// <summary>The body for a page.</summary>
    /// <param name="query">The query by the names of the XML gateway.</param>
    /// <param name="target">The object.</param>
    /// <param name="start">The first row, from 1.</param>
    public static JsonObject Write(IntacctQuery query, RestObject target, int start)
    {
        if (query.Fields.Count == 0)
            throw new ActivityException(FailureKind.InvalidData, $"The query on {query.Object} names no fields. Name at least one.");
        var filters = query.Conditions.Select(condition => Filter(condition, target)).ToArray<JsonNode>();
        var body = new JsonObject
        {
            ["object"] = target.Rest,
            ["fields"] = new JsonArray([.. query.Fields.Select(field => (JsonNode)target.Field(field).Rest)]),
        };
        if (filters.Length > 0)
            body["filters"] = new JsonArray(filters);
        if (filters.Length > 1)
            body["filterExpression"] = string.Join(" and ", Enumerable.Range(1, filters.Length));
        if (query.OrderBy.Count > 0)
            body["orderBy"] = new JsonArray([.. query.OrderBy.Select(field => Order(field, target))]);
        body["start"] = start;
        body["size"] = Math.Min(Math.Min(query.PageSize, LargestPage), query.MaxRecords ?? LargestPage);
        return body;
    }

    private static JsonNode Order(string field, RestObject target) =>
        new JsonObject { [target.Field(field.TrimStart('-')).Rest] = field.StartsWith('-') ? "desc" : "asc" };

    private static JsonObject Filter(IntacctCondition condition, RestObject target)
    {
        if (condition.Field.Length == 0)
            throw new ActivityException(FailureKind.InvalidData, "A condition of the query names no field.");
        var field = target.Field(condition.Field);
        var values = (condition.Values.Count > 0 ? condition.Values : [condition.Value ?? ""]).Select(field.ToRest).ToList();
        if (condition.Operator == IntacctOperator.Between && values.Count != 2)
            throw new ActivityException(FailureKind.InvalidData, $"The condition on {condition.Field} is 'Between' and has {values.Count} values; give two.");
        var (operation, value) = condition.Operator switch
        {
            IntacctOperator.EqualTo => ("$eq", One()),
            IntacctOperator.NotEqualTo => ("$ne", One()),
            IntacctOperator.LessThan => ("$lt", One()),
            IntacctOperator.LessThanOrEqualTo => ("$lte", One()),
            IntacctOperator.GreaterThan => ("$gt", One()),
            IntacctOperator.GreaterThanOrEqualTo => ("$gte", One()),
            IntacctOperator.In => ("$in", Many()),
            IntacctOperator.NotIn => ("$notIn", Many()),
            IntacctOperator.Between => ("$between", Many()),
            IntacctOperator.IsNull => ("$eq", null),
            IntacctOperator.IsNotNull => ("$ne", null),
            IntacctOperator.Like => Pattern(values[0], ""),
            IntacctOperator.NotLike => Pattern(values[0], "not"),
            _ => throw new ActivityException(FailureKind.InvalidData, string.Create(CultureInfo.InvariantCulture, $"The query service knows no '{condition.Operator}'.")),
        };
        // The form that programs in use send; a page of the vendor prints another one.
        return new JsonObject { [operation] = new JsonObject { [field.Rest] = value } };
        JsonNode? One() => values[0];
        JsonNode? Many() => new JsonArray([.. values.Select(one => (JsonNode)one)]);
    }

    private static (string Operation, JsonNode? Value) Pattern(string like, string not)
    {
        var text = like.Trim('%');
        if (text.Contains('%', StringComparison.Ordinal))
            throw new ActivityException(FailureKind.InvalidData, $"'{like}' has a % in the middle, which the REST API cannot look for. Use it at the begin or at the end.");
        var kind = (like.StartsWith('%'), like.EndsWith('%')) switch
        {
            (true, true) => "contains",
            (false, true) => "startsWith",
            (true, false) => "endsWith",
            _ => not.Length == 0 ? "eq" : "ne",
        };
        return (not.Length == 0 || kind == "ne" ? $"${kind}" : $"$not{char.ToUpperInvariant(kind[0])}{kind[1..]}", text);
    }
}
