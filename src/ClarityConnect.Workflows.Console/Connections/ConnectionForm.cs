using System.Globalization;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Connections;
using Microsoft.AspNetCore.Http;
using Secret = ClarityConnect.Workflows.Sdk.Connections.Secret;

namespace ClarityConnect.Workflows.Console.Connections;

/// <summary>What stands in the form of a connection, as text by field. A secret is never in it: only its mask, where one is stored.</summary>
/// <param name="fields">The fields of the connection type.</param>
/// <param name="stored">The stored fields, secrets masked; null for a new connection.</param>
public sealed class ConnectionForm(IReadOnlyList<ConnectionField> fields, JsonObject? stored)
{
    private readonly Dictionary<string, string?> sent = new(StringComparer.Ordinal);

    /// <summary>The fields, in order.</summary>
    public IReadOnlyList<ConnectionField> Fields => fields;

    /// <summary>Why it was not saved; empty before anybody tried.</summary>
    public IReadOnlyList<ConnectionProblem> Problems { get; set; } = [];

    /// <summary>What is wrong with no single field.</summary>
    public IEnumerable<string> GeneralProblems => Problems.Where(problem => problem.Field is null).Select(problem => problem.Text);

    /// <summary>The name of a field's input in the form.</summary>
    /// <param name="field">The field.</param>
    public static string InputName(ConnectionField field) => $"field.{field.Name}";

    /// <summary>What is wrong with a field; null if nothing is.</summary>
    /// <param name="field">The field.</param>
    public string? ProblemOf(ConnectionField field) => Problems.FirstOrDefault(problem => problem.Field == field.Name)?.Text;

    /// <summary>Whether a secret was typed that has to be typed again, since it is not sent back.</summary>
    /// <param name="field">The field.</param>
    public bool IsToBeTypedAgain(ConnectionField field) =>
        field.Kind == ConnectionFieldKind.Secret && sent.GetValueOrDefault(field.Name) is { Length: > 0 } typed && typed != Secret.Mask;

    /// <summary>What stands in a field: what was sent, else what is stored, else the default; null for nothing.</summary>
    /// <param name="field">The field.</param>
    public string? ValueOf(ConnectionField field) => field.Kind == ConnectionFieldKind.Secret
        ? stored?[field.Name] is null ? null : Secret.Mask
        : sent.Count > 0 ? sent.GetValueOrDefault(field.Name) : StoredOf(field) ?? field.Default;

    /// <summary>Whether a switch is on.</summary>
    /// <param name="field">The field.</param>
    public bool IsOn(ConnectionField field) => string.Equals(ValueOf(field), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads what a person sent. A field that is left empty is left out, so that its default counts; an empty secret is taken away.</summary>
    /// <param name="form">The form.</param>
    public JsonObject Read(IFormCollection form)
    {
        var result = new JsonObject();
        foreach (var field in fields)
        {
            var text = form[InputName(field)].ToString();
            sent[field.Name] = text;
            if (ValueFrom(field, field.Kind == ConnectionFieldKind.Secret ? text : text.Trim()) is { } value)
                result[field.Name] = value;
        }

        return result;
    }

    private static JsonValue? ValueFrom(ConnectionField field, string text) => field.Kind switch
    {
        ConnectionFieldKind.Switch => JsonValue.Create(text == "true"),
        ConnectionFieldKind.Secret => JsonValue.Create(text),
        _ when text.Length == 0 => null,
        ConnectionFieldKind.Number when decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        _ => JsonValue.Create(text),
    };

    private string? StoredOf(ConnectionField field) => stored?[field.Name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        var other => other.ToJsonString(),
    };
}
