using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ClarityConnect.Workflows.Simulators.Intacct;

/// <summary>The conditions of query and readByQuery.</summary>
internal static class QueryFilter
{
    /// <summary>Reads a filter element of query: one condition, or and/or around several, nested as deep as needed.</summary>
    /// <exception cref="IntacctRefusal">A condition or field is unknown.</exception>
    public static Func<object, bool> Parse(XElement filter, IntacctObject target, bool ignoreCase)
    {
        var parts = filter.Elements().Select(e => Condition(e, target, ignoreCase)).ToList();
        return parts.Count == 1
            ? parts[0]
            : throw new IntacctRefusal("Query Failed", "filter needs exactly one condition; use and/or around several.");
    }

    public static Func<object, bool> Compare(IntacctField field, string operation, IReadOnlyList<string> values, bool ignoreCase)
    {
        if (values.Count < (operation switch { "isnull" or "isnotnull" => 0, "between" => 2, _ => 1 }))
            throw new IntacctRefusal("Query Failed", $"{operation} on {field.Name} needs a value.");
        if (operation is "like" or "notlike")
        {
            var pattern = Pattern(values[0], ignoreCase);
            return row => pattern.IsMatch(field.Get(row) ?? "") == (operation == "like");
        }
        // The look-up of a reference runs over every journal entry, so it compares without detours.
        if (operation == "equalto" && field.Type == FieldType.Text && !ignoreCase && values[0].Length > 0)
            return row => field.Get(row) == values[0];
        IComparable? Read(string? value) => field.Read(ignoreCase ? value?.ToLowerInvariant() : value);
        var wanted = values.Select(Read).ToList();
        return row =>
        {
            var value = Read(field.Get(row));
            return operation switch
            {
                "isnull" => value is null,
                "isnotnull" => value is not null,
                "equalto" => Equal(value, wanted[0]),
                "notequalto" => !Equal(value, wanted[0]),
                "in" => wanted.Exists(w => Equal(value, w)),
                "notin" => !wanted.Exists(w => Equal(value, w)),
                _ when value is null || wanted[0] is null => false,
                "lessthan" => value.CompareTo(wanted[0]) < 0,
                "lessthanorequalto" => value.CompareTo(wanted[0]) <= 0,
                "greaterthan" => value.CompareTo(wanted[0]) > 0,
                "greaterthanorequalto" => value.CompareTo(wanted[0]) >= 0,
                "between" => value.CompareTo(wanted[0]) >= 0 && value.CompareTo(wanted[1]) <= 0,
                _ => throw new IntacctRefusal("Query Failed", $"{operation} is not a filter."),
            };
        };
    }

    private static Func<object, bool> Condition(XElement element, IntacctObject target, bool ignoreCase)
    {
        var name = element.Name.LocalName;
        if (name is not ("and" or "or"))
        {
            var field = target.Field(element.Element("field")?.Value.Trim() ?? throw new IntacctRefusal("Query Failed", $"{name} needs a field."));
            CheckName(name);
            return Compare(field, name, [.. element.Elements("value").Select(v => v.Value.Trim())], ignoreCase);
        }
        var parts = element.Elements().Select(e => Condition(e, target, ignoreCase)).ToList();
        if (parts.Count < 2)
            throw new IntacctRefusal("Query Failed", $"{name} needs at least two conditions.");
        return name == "and" ? row => parts.TrueForAll(p => p(row)) : row => parts.Exists(p => p(row));
    }

    private static void CheckName(string name)
    {
        if (name is not ("equalto" or "notequalto" or "lessthan" or "lessthanorequalto" or "greaterthan" or "greaterthanorequalto"
            or "like" or "notlike" or "in" or "notin" or "between" or "isnull" or "isnotnull"))
        {
            throw new IntacctRefusal("Query Failed", $"{name} is not a filter.");
        }
    }

    private static bool Equal(IComparable? left, IComparable? right) =>
        left is null || right is null ? left is null && right is null : left.CompareTo(right) == 0;

    private static Regex Pattern(string like, bool ignoreCase) => new(
        "^" + Regex.Escape(like).Replace("%", ".*", StringComparison.Ordinal).Replace("_", ".", StringComparison.Ordinal) + "$",
        RegexOptions.Singleline | RegexOptions.CultureInvariant | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None));
}
