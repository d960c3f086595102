using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ClarityConnect.Workflows.Engine.Scripting;

/// <summary>
/// A script that is nothing but a literal or a property path, such as <c>variables.Order.total</c>. It is read here, without a
/// runner, in microseconds. Whatever would not come out exactly as JavaScript has it is refused, when the text is parsed or when
/// the data show it; then the script goes to the runner.
/// </summary>
public sealed partial class PropertyPath
{
    private static readonly JsonElement Null = JsonElement.Parse("null"u8);

    internal PropertyPath(PropertyPathKind kind, string? name, string? outputName, JsonElement? literal, bool isCall, IReadOnlyList<PropertyPathSegment> segments) =>
        (Kind, Name, OutputName, Literal, IsCall, Segments) = (kind, name, outputName, literal, isCall, segments);

    /// <summary>What the path begins with.</summary>
    public PropertyPathKind Kind { get; }

    /// <summary>Name of the variable or input, the accessor's name, or the activity's id or name; null for the other kinds.</summary>
    public string? Name { get; }

    /// <summary>The output's name for <see cref="PropertyPathKind.Output"/>; <c>Result</c> when the script states none.</summary>
    public string? OutputName { get; }

    /// <summary>The value of a literal.</summary>
    public JsonElement? Literal { get; }

    /// <summary>What is read from the root, in order; empty when the root itself is the value.</summary>
    public IReadOnlyList<PropertyPathSegment> Segments { get; }

    /// <summary>Functions give <c>null</c> for what is not there, <c>variables.X</c> gives <c>undefined</c>.</summary>
    private bool IsCall { get; }

    /// <summary>Parses a script's text; false when it is anything but a literal or a path.</summary>
    public static bool TryParse(string source, [NotNullWhen(true)] out PropertyPath? path)
    {
        path = new PropertyPathParser(source).Parse();
        return path is not null;
    }

    /// <summary>The name under which <c>get…()</c> offers a variable, input or argument: <c>order_total</c> becomes <c>OrderTotal</c>.</summary>
    public static string AccessorName(string name) =>
        NotInIdentifiers().Replace(WordStarts().Replace(name, static match => match.Groups[1].Value.ToUpperInvariant()), "");

    /// <summary>Follows the path.</summary>
    /// <param name="root">Value of the root; null when there is no such variable, input or output. Ignored for a literal.</param>
    /// <param name="value">The value; null for <c>undefined</c>.</param>
    /// <returns>False when only the runner can tell: an error to be reported with its place, a method, a number beyond doubles.</returns>
    public bool TryEvaluate(JsonElement? root, out JsonElement? value)
    {
        value = Literal;
        if (Kind == PropertyPathKind.Literal) return true;
        if (root is null && Kind == PropertyPathKind.Accessor) return false;
        value = root ?? (IsCall ? Null : null);
        foreach (var segment in Segments)
        {
            if (value is not { ValueKind: not JsonValueKind.Null } from)
            {
                if (!segment.IsOptional) return false;
                value = null;
                return true; // the rest of the path is skipped too
            }
            if (!TryRead(from, segment.Name, out value)) return false;
        }
        return value is null || ScriptArguments.Survives(value.Value);
    }

    private static bool TryRead(JsonElement from, string name, out JsonElement? value)
    {
        value = null;
        switch (from.ValueKind)
        {
            case JsonValueKind.Object:
                if (from.TryGetProperty(name, out var property)) value = property;
                return true;
            case JsonValueKind.Array when name == "length":
                value = Number(from.GetArrayLength());
                return true;
            case JsonValueKind.Array when TryIndex(name, out var index):
                if (index < from.GetArrayLength()) value = from[index];
                return true;
            case JsonValueKind.String when name == "length" && ScriptArguments.Survives(from):
                value = Number(from.GetString()!.Length);
                return true;
            default:
                return false;
        }
    }

    private static bool TryIndex(string name, out int index) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out index) && (name.Length == 1 || name[0] != '0');

    private static JsonElement Number(int value) => JsonSerializer.SerializeToElement(value);

    [GeneratedRegex("(?:[ _-]+|^)([a-zA-Z])")]
    private static partial Regex WordStarts();

    [GeneratedRegex(@"[^\p{L}\p{N}_$]")]
    private static partial Regex NotInIdentifiers();
}
