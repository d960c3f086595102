using System.Text.Json;
using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Activities.Composition;
using ClarityConnect.Workflows.Engine.Activities.Flow;
using ClarityConnect.Workflows.Engine.Definitions.Checks;
using ClarityConnect.Workflows.Engine.Scripting;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Definitions;

/// <summary>The compilation of one activity: its inputs, outputs and slots.</summary>
internal sealed class ActivityCompilation(WorkflowCompilation workflow, CompiledActivity activity, ActivityDescriptor? descriptor)
{
    private readonly List<CompiledInput> inputs = [];

    public CompiledActivity Activity => activity;

    public JsonElement Json => activity.Json;

    public List<string> Warnings => workflow.Warnings;

    public List<DefinitionFinding> Findings => workflow.Findings;

    public IReadOnlyList<CompiledActivity> Activities => workflow.Activities;

    /// <summary>How a flowchart that is compiled here runs.</summary>
    public FlowchartMode FlowchartMode => ReadMode(Json) ?? workflow.FlowchartMode;

    /// <summary>Reads the mode that a flowchart or a definition asks for; null if it asks for none.</summary>
    public static FlowchartMode? ReadMode(JsonElement json) =>
        JsonMembers.Find(json, "customProperties") is { ValueKind: JsonValueKind.Object } custom
        && Enum.TryParse<FlowchartMode>(JsonMembers.Text(custom, "Flowchart:ExecutionMode"), ignoreCase: true, out var mode)
            ? mode
            : null;

    public void Run()
    {
        if (descriptor is not null)
            CompileDeclared(descriptor);
        if (activity.Activity is ICompiledActivity special)
            special.Compile(this);
        if (activity.Activity is WorkflowActivity embedded)
            activity.Outputs = embedded.OutputNames.Select(name => Binding(name, JsonNamingPolicy.CamelCase.ConvertName(name))).OfType<CompiledOutput>().ToList();
        activity.Inputs = inputs;
    }

    /// <summary>Compiles the root of a workflow that the activity stands for.</summary>
    /// <exception cref="DefinitionInvalidException">The workflow uses itself.</exception>
    public ActivityPort Embed(string definitionId, JsonElement root) => workflow.Embed(definitionId, root, activity);

    /// <summary>Compiles a value that may be an expression, without a declared type.</summary>
    public CompiledInput AddValue(string name, JsonElement value)
    {
        var input = value.ValueKind == JsonValueKind.Object && JsonMembers.Find(value, "expression") is { ValueKind: JsonValueKind.Object } expression
            ? Compile(name, expression, target: null, valueType: typeof(object), isDeferred: false, isSensitive: false)
            : Literal(name, value, target: null, isDeferred: false, isSensitive: false);
        inputs.Add(input);
        return input;
    }

    public ActivityPort AddPort(JsonElement json) => workflow.AddPort(json, activity);

    /// <summary>Compiles an expression that is not an input of its own, such as the condition of a case.</summary>
    public CompiledInput AddExpression(string name, JsonElement expression, bool isDeferred)
    {
        var input = Compile(name, JsonMembers.Find(expression, "expression") ?? expression, target: null, valueType: typeof(object), isDeferred, isSensitive: false);
        inputs.Add(input);
        return input;
    }

    /// <summary>Compiles an expression that is not evaluated with the inputs.</summary>
    public CompiledInput Compile(string name, JsonElement expression) =>
        Compile(name, expression, target: null, valueType: typeof(object), isDeferred: true, isSensitive: false);

    public CompiledInput? InputOf(Input input) => inputs.Find(compiled => compiled.Target == input);

    public Script AddScript(string source, string name)
    {
        var script = Script.Create(source, $"{activity.Name} › {name}");
        workflow.Scripts.Add(new CompiledScript(script, activity, name));
        return script;
    }

    private void CompileDeclared(ActivityDescriptor declared)
    {
        foreach (var input in declared.Inputs)
            CompileInput(input);
        activity.Outputs = declared.Outputs.Select(CompileOutput).OfType<CompiledOutput>().ToList();
        foreach (var port in declared.PortProperties)
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(port.Name);
            if (JsonMembers.Find(Json, name) is { ValueKind: JsonValueKind.Object } child)
                port.SetValue(activity.Activity, workflow.AddPort(child, activity));
        }
    }

    private void CompileInput(InputDescriptor descriptor)
    {
        var json = JsonMembers.Find(Json, descriptor.JsonName);
        if (!descriptor.IsWrapped)
        {
            if (json is { ValueKind: not JsonValueKind.Null } raw)
                SetRaw(descriptor, raw);
            return;
        }

        var target = (Input)descriptor.Property.GetValue(activity.Activity)!;
        target.Name = descriptor.Name;
        target.Slot = inputs.Count;
        inputs.Add(CompileWrapped(descriptor, target, json ?? WorkflowJson.Null));
    }

    private CompiledInput CompileWrapped(InputDescriptor input, Input target, JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Null)
            return Default(input, target);
        if (json.ValueKind != JsonValueKind.Object)
            return Literal(input.Name, json, target, input.IsDeferred, input.IsSensitive);
        if (JsonMembers.Find(json, "expression") is { } expression)
            return Compile(input.Name, expression, target, input.ValueType, input.IsDeferred, input.IsSensitive);
        if (JsonMembers.Find(json, "typeName") is null)
            Warnings.Add($"Input '{input.Name}' of activity '{activity.Name}' ({activity.Id}) is an object without an expression; it is ignored. Write it as {{\"expression\":{{\"type\":\"Object\",\"value\":…}}}}.");
        return Default(input, target);
    }

    private CompiledInput Compile(string name, JsonElement expression, Input? target, Type valueType, bool isDeferred, bool isSensitive)
    {
        var type = JsonMembers.Text(expression, "type") ?? "Literal";
        var value = JsonMembers.Find(expression, "value") ?? WorkflowJson.Null;
        if (value.ValueKind == JsonValueKind.Null)
            return target is null ? Literal(name, value, target, isDeferred, isSensitive) : Unset(name, target, isDeferred, isSensitive);
        switch (type)
        {
            case "Literal":
                return Literal(name, value, target, isDeferred, isSensitive);
            case "Object" or "Json":
                return Literal(name, ParseObject(name, value, valueType), target, isDeferred, isSensitive);
            case "Variable":
                return Reference(ExpressionKind.Variable, name, ReferenceOf(name, value, "id", "name"), target, isDeferred, isSensitive);
            case "Input":
                return Reference(ExpressionKind.WorkflowInput, name, ReferenceOf(name, value, "name", "id"), target, isDeferred, isSensitive);
            case "JavaScript":
                return CompileScript(name, ValueConversion.ToText(value), target, isDeferred, isSensitive);
            case "Secret" when isSensitive && target is not null:
                return Reference(ExpressionKind.Secret, name, ReferenceOf(name, value, "name", "id"), target, isDeferred, isSensitive);
            case "Secret":
                Findings.Add(activity.Error(FindingCodes.MisplacedSecret, "a secret would be written to the journal from here.", "Give secrets only to inputs that are kept out of it, such as Authorization.", name));
                return Reference(ExpressionKind.Unsupported, name, type, target, isDeferred, isSensitive);
            default:
                Findings.Add(activity.Warning(FindingCodes.UnsupportedLanguage, $"it is written in {type}, which is kept but not evaluated here; it fails if it is run.", "Rewrite it in JavaScript.", name));
                return Reference(ExpressionKind.Unsupported, name, type, target, isDeferred, isSensitive);
        }
    }

    private CompiledInput CompileScript(string name, string source, Input? target, bool isDeferred, bool isSensitive)
    {
        if (string.IsNullOrWhiteSpace(source))
            return Unset(name, target, isDeferred, isSensitive);
        var script = AddScript(source, name);
        var isPath = PropertyPath.TryParse(source, out var path);
        return new CompiledInput
        {
            Name = name,
            Slot = inputs.Count,
            Kind = isPath ? ExpressionKind.Path : ExpressionKind.Script,
            Target = target,
            Script = script,
            Path = isPath ? path : null,
            IsDeferred = isDeferred,
            IsSensitive = isSensitive,
        };
    }

    private CompiledInput Literal(string name, JsonElement value, Input? target, bool isDeferred, bool isSensitive)
    {
        object? converted = null;
        if (target is not null)
        {
            try
            {
                converted = target.Convert(value);
            }
            catch (ActivityException exception)
            {
                throw Invalid(name, exception.Message);
            }
        }

        return new CompiledInput
        {
            Name = name, Slot = inputs.Count, Kind = ExpressionKind.Literal, Target = target, Literal = value, Converted = converted,
            IsDeferred = isDeferred, IsSensitive = isSensitive,
        };
    }

    private CompiledInput Default(InputDescriptor input, Input target) => Unset(input.Name, target, input.IsDeferred, input.IsSensitive);

    private CompiledInput Unset(string name, Input? target, bool isDeferred, bool isSensitive) => new()
    {
        Name = name, Slot = inputs.Count, Kind = ExpressionKind.Literal, Target = target, Literal = WorkflowJson.ToElement(target?.DefaultValue),
        Converted = target?.DefaultValue, IsDeferred = isDeferred, IsSensitive = isSensitive,
    };

    private CompiledInput Reference(ExpressionKind kind, string name, string reference, Input? target, bool isDeferred, bool isSensitive) => new()
    {
        Name = name, Slot = inputs.Count, Kind = kind, Target = target, Reference = reference, IsDeferred = isDeferred, IsSensitive = isSensitive,
    };

    private JsonElement ParseObject(string name, JsonElement value, Type valueType)
    {
        if (value.ValueKind != JsonValueKind.String || valueType == typeof(string))
            return value;
        var text = value.GetString()!;
        if (string.IsNullOrWhiteSpace(text))
            return WorkflowJson.Null;
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            if (text.TrimStart() is not ['{' or '[', ..])
                return value;
            throw Invalid(name, $"the object is not valid JSON. {exception.Message}");
        }
    }

    private string ReferenceOf(string name, JsonElement value, string first, string second)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            var text = value.GetString()!;
            if (text.TrimStart() is not ['{', ..])
                return text;
            value = ParseObject(name, value, typeof(object));
        }

        return JsonMembers.Text(value, first) ?? JsonMembers.Text(value, second) ?? "";
    }

    private void SetRaw(InputDescriptor input, JsonElement raw)
    {
        try
        {
            input.Property.SetValue(activity.Activity, raw.ValueKind == JsonValueKind.String && input.ValueType.IsEnum
                ? Enum.Parse(input.ValueType, raw.GetString()!, ignoreCase: true)
                : raw.Deserialize(input.ValueType, WorkflowJson.Options));
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or NotSupportedException)
        {
            throw Invalid(input.Name, exception.Message);
        }
    }

    private DefinitionInvalidException Invalid(string input, string message) =>
        new([activity.Error(FindingCodes.InvalidInput, message, "", input) with { DefinitionName = workflow.Definition }]);

    private CompiledOutput? CompileOutput(OutputDescriptor output)
    {
        var declared = (Output)output.Property.GetValue(activity.Activity)!;
        declared.Name = output.Name;
        return Binding(output.Name, output.JsonName);
    }

    private CompiledOutput? Binding(string name, string jsonName) =>
        JsonMembers.Find(Json, jsonName) is { ValueKind: JsonValueKind.Object } json
        && JsonMembers.Find(json, "memoryReference") is { ValueKind: JsonValueKind.Object } reference
        && JsonMembers.Text(reference, "id") is { Length: > 0 } target
            ? new CompiledOutput(name, target)
            : null;
}
