using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Journal;

/// <summary>Which inputs and outputs of an activity the journal keeps.</summary>
internal sealed class LogPersistence
{
    private readonly LogMode server;
    private readonly LogMode mode;
    private readonly IReadOnlyDictionary<string, LogMode> inputs;
    private readonly IReadOnlyDictionary<string, LogMode> outputs;

    private LogPersistence(LogMode server, LogMode mode, IReadOnlyDictionary<string, LogMode> inputs, IReadOnlyDictionary<string, LogMode> outputs)
    {
        this.server = server;
        this.mode = mode;
        this.inputs = inputs;
        this.outputs = outputs;
        IsFixed = inputs.Values.Concat(outputs.Values).Append(mode).All(value => value.Expression is null);
    }

    /// <summary>Whether no expression has to be evaluated to know it.</summary>
    public bool IsFixed { get; }

    private static IReadOnlyDictionary<string, LogMode> Nothing { get; } = new Dictionary<string, LogMode>();

    /// <summary>What holds where nothing is said.</summary>
    /// <param name="server">The server's own choice.</param>
    public static LogPersistence Of(LogPersistenceMode server) => new(LogMode.Of(server), LogMode.Of(server), Nothing, Nothing);

    /// <summary>Whether an input is kept, or may be once the expression about it is evaluated.</summary>
    public bool MayKeepInput(string name) => inputs.GetValueOrDefault(name, mode) is { Expression: not null } or { Mode: LogPersistenceMode.Include };

    public bool KeepsInput(string name) => inputs.GetValueOrDefault(name, mode).Mode == LogPersistenceMode.Include;

    public bool KeepsOutput(string name) => outputs.GetValueOrDefault(name, mode).Mode == LogPersistenceMode.Include;

    /// <summary>What holds within a definition or an activity that may say it by <c>customProperties.logPersistenceConfig</c> or, as older ones do, <c>logPersistenceMode</c>.</summary>
    /// <param name="owner">The definition or the activity.</param>
    /// <param name="compile">Compiles an expression, given a name for it.</param>
    public LogPersistence Within(JsonElement owner, Func<string, JsonElement, CompiledInput> compile)
    {
        if (JsonMembers.Find(owner, "customProperties") is not { ValueKind: JsonValueKind.Object } custom
            || (Config(custom, "logPersistenceConfig") ?? Config(custom, "logPersistenceMode")) is not { } config)
        {
            return this;
        }

        var within = Read("default", JsonMembers.Find(config, "default") ?? config, mode, compile);
        return new LogPersistence(server, within, Each(config, "inputs", within, compile), Each(config, "outputs", within, compile));
    }

    /// <summary>Evaluates the expressions.</summary>
    /// <param name="evaluate">Gives an expression's value; null if that failed, which leaves the values out.</param>
    /// <param name="complain">Hears of values that are no mode; they leave the values out too.</param>
    public async ValueTask<LogPersistence> DecideAsync(Func<CompiledInput, ValueTask<JsonElement?>> evaluate, Action<CompiledInput, string> complain)
    {
        var known = new Dictionary<LogMode, LogMode>();
        return new LogPersistence(server, await DecideAsync(mode), await DecideAllAsync(inputs), await DecideAllAsync(outputs));

        async ValueTask<IReadOnlyDictionary<string, LogMode>> DecideAllAsync(IReadOnlyDictionary<string, LogMode> values)
        {
            var decided = new Dictionary<string, LogMode>(StringComparer.OrdinalIgnoreCase);
            foreach (var (name, value) in values)
                decided[name] = await DecideAsync(value);
            return decided;
        }

        async ValueTask<LogMode> DecideAsync(LogMode undecided)
        {
            if (undecided.Expression is not { } expression)
                return undecided;
            if (!known.TryGetValue(undecided, out var decided))
                known[undecided] = decided = await EvaluateAsync(expression, undecided.Around!);
            return decided;
        }

        async ValueTask<LogMode> EvaluateAsync(CompiledInput expression, LogMode around)
        {
            if (await evaluate(expression) is not { } value)
                return LogMode.Exclude;
            if (value.ValueKind == JsonValueKind.Null)
                return await DecideAsync(around);
            var text = ValueConversion.ToText(value);
            if (Strategy(text) is { } strategy)
                return strategy == "Inherit" ? await DecideAsync(around) : Fixed(strategy);
            complain(expression, $"it gave '{text}', which is none of Include, Exclude and Inherit.");
            return LogMode.Exclude;
        }
    }

    /// <summary>Writes what was decided, for the checkpoint.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("default", mode.Mode.ToString());
        Write(json, "inputs", inputs);
        Write(json, "outputs", outputs);
        json.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write(Utf8JsonWriter)"/> wrote.</summary>
    public static LogPersistence Decided(JsonElement json)
    {
        var inherited = Of(LogPersistenceMode.Include);
        return new LogPersistence(inherited.server, inherited.Named(json.GetProperty("default").GetString()!, LogMode.Exclude), inherited.Each(json, "inputs", LogMode.Exclude, Unexpected), inherited.Each(json, "outputs", LogMode.Exclude, Unexpected));
    }

    private static CompiledInput Unexpected(string name, JsonElement expression) =>
        throw new InvalidOperationException($"The checkpoint holds an expression for {name}, where only what it gave belongs.");

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, LogMode> values)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in values)
            json.WriteString(key, value.Mode.ToString());
        json.WriteEndObject();
    }

    private static JsonElement? Config(JsonElement custom, string name) =>
        JsonMembers.Find(custom, name) is { ValueKind: JsonValueKind.Object or JsonValueKind.String } config ? config : null;

    private Dictionary<string, LogMode> Each(JsonElement config, string name, LogMode within, Func<string, JsonElement, CompiledInput> compile)
    {
        var modes = new Dictionary<string, LogMode>(StringComparer.OrdinalIgnoreCase);
        if (JsonMembers.Find(config, name) is { ValueKind: JsonValueKind.Object } values)
        {
            foreach (var value in values.EnumerateObject())
                modes[value.Name] = Read($"{name}.{value.Name}", value.Value, within, compile);
        }

        return modes;
    }

    private LogMode Read(string name, JsonElement config, LogMode inherited, Func<string, JsonElement, CompiledInput> compile)
    {
        if (config.ValueKind == JsonValueKind.String)
            return Named(config.GetString()!, inherited);
        if (!string.Equals(JsonMembers.Text(config, "evaluationMode"), "Expression", StringComparison.OrdinalIgnoreCase))
            return Named(JsonMembers.Text(config, "strategyType") ?? "", inherited);
        if (JsonMembers.Find(config, "expression") is not { ValueKind: JsonValueKind.Object } expression)
            return inherited;
        var compiled = compile($"log persistence, {name}", expression);
        return compiled.Kind == ExpressionKind.Literal ? Named(ValueConversion.ToText(compiled.Literal), inherited) : LogMode.Of(compiled, inherited);
    }

    private LogMode Named(string type, LogMode inherited) => Strategy(type) is { } strategy and not "Inherit" ? Fixed(strategy) : inherited;

    private LogMode Fixed(string strategy) => strategy switch
    {
        "Include" => LogMode.Include,
        "Exclude" => LogMode.Exclude,
        _ => server,
    };

    /// <summary>
    /// The last part of a type's name says it, such as "Elsa.Workflows.LogPersistence.Strategies.Exclude, Elsa.Workflows.Core"; numbers are those of
    /// Elsa's LogPersistenceMode. Null for anything else.
    /// </summary>
    private static string? Strategy(string type) => type.Split(',')[0].Split('.')[^1].Trim() switch
    {
        "0" => "Inherit",
        "1" => "Include",
        "2" => "Exclude",
        var name => Array.Find(["Inherit", "Include", "Exclude", "Configuration"], known => name.StartsWith(known, StringComparison.OrdinalIgnoreCase)),
    };
}
