using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ClarityConnect.Workflows.Sdk.Canonical.Contacts;
using ClarityConnect.Workflows.Sdk.Canonical.Dates;
using ClarityConnect.Workflows.Sdk.Canonical.Fields;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Sdk.Canonical.Checks;

/// <summary>Checks data by rules that business users write as rows.</summary>
public static class DataCheck
{
    private static readonly TimeSpan PatternLimit = TimeSpan.FromMilliseconds(200);

    /// <summary>Reads rules: a list of rows as <see cref="DataRule"/>, or an object whose "rules" or "rows" are such rows.</summary>
    /// <param name="table">The rules.</param>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.Misconfigured"/>: a row cannot be read or names no path.</exception>
    public static IReadOnlyList<DataRule> Read(JsonElement table)
    {
        var rows = table;
        foreach (var name in (string[])["rules", "rows"])
        {
            if (table.ValueKind == JsonValueKind.Object && table.TryGetProperty(name, out var inside))
                rows = inside;
        }

        try
        {
            var rules = rows.ValueKind == JsonValueKind.Array ? rows.Deserialize<IReadOnlyList<DataRule>>(WorkflowJson.Options)! : throw new JsonException("they are no list of rows");
            for (var i = 0; i < rules.Count; i++)
            {
                if (string.IsNullOrWhiteSpace(rules[i].Path))
                    throw new JsonException($"row {(i + 1).ToString(CultureInfo.InvariantCulture)} has no \"path\"");
            }

            return rules;
        }
        catch (JsonException exception)
        {
            throw new ActivityException(FailureKind.Misconfigured, $"The rules cannot be read: {exception.Message}. Each row needs a \"path\", and \"required\", \"type\", \"pattern\", \"minimum\", \"maximum\" or \"allowed\".", exception);
        }
    }

    /// <summary>Checks data.</summary>
    /// <param name="data">The data.</param>
    /// <param name="rules">The rules.</param>
    /// <returns>The problems in the order of the rules, at most one for each field and rule; empty if the data are as they must be.</returns>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.Misconfigured"/>: a pattern is no regular expression.</exception>
    public static IReadOnlyList<DataProblem> Check(JsonElement data, IReadOnlyList<DataRule> rules)
    {
        var problems = new List<DataProblem>();
        foreach (var rule in rules)
        {
            foreach (var (path, value) in DataPath.FindAll(data, rule.Path))
            {
                if (Problem(value, rule) is { } problem)
                    problems.Add(new DataProblem(path, rule.Message ?? $"{(rule.Name is null ? path : path == rule.Path ? rule.Name : $"{rule.Name} ({path})")}: {problem}"));
            }
        }

        return problems;
    }

    private static string? Problem(JsonElement? value, DataRule rule)
    {
        if (value is not { } given || IsEmpty(given))
            return rule.Required ? "is missing. It is required." : null;
        var text = ValueConversion.ToText(given);
        return OfType(given, text, rule.Type)
            ?? OfRange(text, rule)
            ?? OfLength(given, text, rule)
            ?? (rule.Pattern is { } pattern && !Matches(text, pattern) ? $"{Excerpt(text)} does not have the form {pattern}." : null)
            ?? (rule.Allowed is { Count: > 0 } allowed && !allowed.Contains(text, StringComparer.OrdinalIgnoreCase) ? $"{Excerpt(text)} is none of {string.Join(", ", allowed)}." : null);
    }

    private static bool IsEmpty(JsonElement value) => value.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(value.GetString());

    private static string? OfType(JsonElement value, string text, DataType type)
    {
        var (fits, wanted) = type switch
        {
            DataType.Text => (value.ValueKind == JsonValueKind.String, "text"),
            DataType.Number => (Number(text) is not null, "a number"),
            DataType.WholeNumber => (Number(text) is { } number && decimal.Truncate(number) == number, "a whole number"),
            DataType.Date => (IsDate(text), "a date as 2026-03-31"),
            DataType.YesNo => (value.ValueKind is JsonValueKind.True or JsonValueKind.False || bool.TryParse(text, out _), "true or false"),
            DataType.List => (value.ValueKind == JsonValueKind.Array, "a list"),
            DataType.Object => (value.ValueKind == JsonValueKind.Object, "an object with fields"),
            DataType.Currency => (text.Length == 3 && text.All(char.IsAsciiLetterUpper), "a currency code as USD"),
            DataType.Email => (EmailAddresses.Normalise(text).IsValid, "an e-mail address"),
            _ => (true, ""),
        };
        return fits ? null : $"{Excerpt(text)} is not {wanted}.";
    }

    private static string? OfRange(string text, DataRule rule)
    {
        if (rule.Minimum is null && rule.Maximum is null)
            return null;
        if (Number(text) is not { } number)
            return $"{Excerpt(text)} is not a number.";
        return number < rule.Minimum ? $"{Text(number)} is less than {Text(rule.Minimum.Value)}."
            : number > rule.Maximum ? $"{Text(number)} is more than {Text(rule.Maximum.Value)}."
            : null;
    }

    private static string? OfLength(JsonElement value, string text, DataRule rule)
    {
        var (length, things) = value.ValueKind == JsonValueKind.Array ? (value.GetArrayLength(), "entries") : (text.Length, "characters");
        return length < rule.MinLength ? $"has {Text(length)} {things}; at least {Text(rule.MinLength.Value)} are needed."
            : length > rule.MaxLength ? $"has {Text(length)} {things}; at most {Text(rule.MaxLength.Value)} are allowed."
            : null;
    }

    private static bool Matches(string text, string pattern)
    {
        try
        {
            return Regex.IsMatch(text, $@"\A(?:{pattern})\z", RegexOptions.CultureInvariant, PatternLimit);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
        catch (ArgumentException exception)
        {
            throw new ActivityException(FailureKind.Misconfigured, $"The pattern '{pattern}' is no regular expression: {exception.Message}", exception);
        }
    }

    private static bool IsDate(string text)
    {
        try
        {
            DateFormat.Of(DateFormat.Iso).Read(text, TimeZoneInfo.Utc);
            return true;
        }
        catch (ActivityException)
        {
            return false;
        }
    }

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Excerpt(string text) => text.Length <= 60 ? $"'{text}'" : $"'{text[..60]}…'";

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
