using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Scripting;
using ClarityConnect.Workflows.Studio.Definitions;
using ClarityConnect.Workflows.Studio.Wire;

namespace ClarityConnect.Workflows.Studio.Scripting;

/// <summary>Declares in TypeScript what the scripts of a workflow may use, so that the designer's editor completes and explains it.</summary>
internal sealed partial class TypeDefinitions(ActivityRegistry registry)
{
    private static readonly string _everywhere = Read();
    private static readonly HashSet<string> _names = [.. Declarations().Matches(_everywhere).Select(match => match.Groups[1].Value)];

    /// <summary>What every script has, and what a workflow adds.</summary>
    /// <param name="document">The workflow's definition; null for what every script has.</param>
    public string Write(JsonObject? document)
    {
        if (document is null)
            return _everywhere;
        var text = new StringBuilder(_everywhere);
        var taken = new HashSet<string>(_names, StringComparer.Ordinal);
        var activities = document["root"] is JsonObject root ? Activities(root).ToList() : [];
        WriteVariables(text, taken, [document, .. activities]);
        WriteInputs(text, taken, document);
        var outputs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var activity in activities)
            WriteOutputs(text, taken, outputs, activity);
        WriteMembers(text, "ActivityOutputs", [.. outputs.Select(activity => (activity.Key, activity.Value, (string?)null))]);
        return text.ToString();
    }

    private static void WriteVariables(StringBuilder text, HashSet<string> taken, IEnumerable<JsonObject> scopes)
    {
        var variables = scopes.SelectMany(scope => Items(scope, "variables")).Select(Described).Where(variable => variable.Name.Length > 0)
            .DistinctBy(variable => variable.Name, StringComparer.Ordinal).ToList();
        WriteMembers(text, "WorkflowVariables", variables);
        foreach (var (name, type, _) in variables)
        {
            Function(text, taken, $"get{PropertyPath.AccessorName(name)}", $"(): {type}", $"Gives the variable {name}.");
            Function(text, taken, $"set{PropertyPath.AccessorName(name)}", $"(value: {type} | null): void", $"Sets the variable {name}.");
        }
    }

    private static void WriteInputs(StringBuilder text, HashSet<string> taken, JsonObject document)
    {
        var inputs = Items(document, "inputs").Select(Described).Where(input => input.Name.Length > 0)
            .DistinctBy(input => input.Name, StringComparer.Ordinal).ToList();
        WriteMembers(text, "WorkflowInputs", inputs);
        foreach (var (name, type, about) in inputs)
            Function(text, taken, $"get{PropertyPath.AccessorName(name)}", $"(): {type}", about ?? $"Gives the input {name} of the workflow.");
    }

    /// <summary>A function for each output, and what <c>getOutputFrom</c> gives for the activity by its name and by its id.</summary>
    private void WriteOutputs(StringBuilder text, HashSet<string> taken, Dictionary<string, string> all, JsonObject activity)
    {
        var name = RequestJson.Text(activity, "name") ?? RequestJson.Text(activity, "id") ?? "";
        var version = activity["version"] is JsonValue number && number.TryGetValue<int>(out var given) ? given : (int?)null;
        if (name.Length == 0 || registry.Find(RequestJson.Text(activity, "type") ?? "", version) is not { Outputs.Count: > 0 } descriptor)
            return;
        var members = new StringBuilder("{ ");
        foreach (var output in descriptor.Outputs)
        {
            var (type, about) = (TypeScriptTypes.Of(output), $"{output.DisplayName} of the activity {name}: {output.Description}");
            if (PropertyPath.AccessorName(name) is { Length: > 0 } accessor)
                Function(text, taken, $"get{output.Name}From{accessor}", $"(): {type}", about);
            members.Append(TypeScriptText.Comment(about).TrimEnd()).Append(' ').Append(TypeScriptText.Quoted(output.Name)).Append(": ").Append(type).Append("; ");
        }

        members.Append('}');
        all.TryAdd(name, members.ToString());
        if (RequestJson.Text(activity, "id") is { Length: > 0 } id)
            all.TryAdd(id, members.ToString());
    }

    private static void WriteMembers(StringBuilder text, string name, List<(string Name, string Type, string? About)> members)
    {
        text.Append("\ninterface ").Append(name).Append(" {\n");
        foreach (var member in members)
            text.Append(TypeScriptText.Comment(member.About)).Append(TypeScriptText.Quoted(member.Name)).Append(": ").Append(member.Type).Append(";\n");
        text.Append("}\n");
    }

    /// <summary>A function that every script has wins over a variable of that name, as it does when the script runs.</summary>
    private static void Function(StringBuilder text, HashSet<string> taken, string name, string signature, string about)
    {
        if (name.Length > 3 && taken.Add(name))
            text.Append(TypeScriptText.Comment(about)).Append("declare function ").Append(name).Append(signature).Append(";\n");
    }

    private static (string Name, string Type, string? About) Described(JsonObject item) => (
        RequestJson.Text(item, "name") ?? "",
        TypeScriptTypes.OfAlias(RequestJson.Text(item, "typeName") ?? RequestJson.Text(item, "type"), item["isArray"]?.GetValueKind() == JsonValueKind.True),
        RequestJson.Text(item, "description"));

    private static IEnumerable<JsonObject> Items(JsonObject json, string name) => json[name] is JsonArray list ? list.OfType<JsonObject>() : [];

    private static IEnumerable<JsonObject> Activities(JsonObject root) =>
        ActivityTree.Children(root).SelectMany(child => Activities(child.Activity)).Prepend(root);

    private static string Read()
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("globals.d.ts")!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^declare function (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declarations();
}
