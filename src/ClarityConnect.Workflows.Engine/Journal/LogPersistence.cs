using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Journal;

/// <summary>Which inputs and outputs of an activity the journal keeps.</summary>
internal sealed class LogPersistence
{
    private readonly LogPersistenceMode server;
    private readonly LogPersistenceMode mode;
    private readonly IReadOnlyDictionary<string, LogPersistenceMode> inputs;
    private readonly IReadOnlyDictionary<string, LogPersistenceMode> outputs;

    private LogPersistence(
        LogPersistenceMode server,
        LogPersistenceMode mode,
        IReadOnlyDictionary<string, LogPersistenceMode> inputs,
        IReadOnlyDictionary<string, LogPersistenceMode> outputs)
    {
        this.server = server;
        this.mode = mode;
        this.inputs = inputs;
        this.outputs = outputs;
    }

    /// <summary>What holds where nothing is said.</summary>
    /// <param name="server">The server's own choice.</param>
    public static LogPersistence Of(LogPersistenceMode server) => new(server, server, Nothing, Nothing);

    private static IReadOnlyDictionary<string, LogPersistenceMode> Nothing { get; } = new Dictionary<string, LogPersistenceMode>();

    public bool KeepsInput(string name) => inputs.GetValueOrDefault(name, mode) == LogPersistenceMode.Include;

    public bool KeepsOutput(string name) => outputs.GetValueOrDefault(name, mode) == LogPersistenceMode.Include;

    /// <summary>What holds within a definition or an activity that may say it by <c>customProperties.logPersistenceConfig</c> or, as older ones do, <c>logPersistenceMode</c>.</summary>
    /// <param name="owner">The definition or the activity.</param>
    /// <param name="warnings">Hears of what cannot be followed.</param>
    public LogPersistence Within(JsonElement owner, List<string> warnings)
    {
        if (JsonMembers.Find(owner, "customProperties") is not { ValueKind: JsonValueKind.Object } custom
            || (Config(custom, "logPersistenceConfig") ?? Config(custom, "logPersistenceMode")) is not { } config)
        {
            return this;
        }

        var whole = JsonMembers.Find(config, "default") ?? config;
        var within = Read(whole, mode, warnings);
        return new LogPersistence(server, within, Each(config, "inputs", within, warnings), Each(config, "outputs", within, warnings));
    }

    private static JsonElement? Config(JsonElement custom, string name) =>
        JsonMembers.Find(custom, name) is { ValueKind: JsonValueKind.Object or JsonValueKind.String } config ? config : null;

    private Dictionary<string, LogPersistenceMode> Each(JsonElement config, string name, LogPersistenceMode within, List<string> warnings)
    {
        var modes = new Dictionary<string, LogPersistenceMode>(StringComparer.OrdinalIgnoreCase);
        if (JsonMembers.Find(config, name) is { ValueKind: JsonValueKind.Object } values)
        {
            foreach (var value in values.EnumerateObject())
                modes[value.Name] = Read(value.Value, within, warnings);
        }

        return modes;
    }

    private LogPersistenceMode Read(JsonElement config, LogPersistenceMode inherited, List<string> warnings)
    {
        if (config.ValueKind == JsonValueKind.String)
            return Named(config.GetString()!, inherited);
        if (!string.Equals(JsonMembers.Text(config, "evaluationMode"), "Expression", StringComparison.OrdinalIgnoreCase))
            return Named(JsonMembers.Text(config, "strategyType") ?? "", inherited);
        if (JsonMembers.Find(config, "expression") is not { ValueKind: JsonValueKind.Object } expression)
            return inherited;
        if (JsonMembers.Text(expression, "type") is "Literal" or null)
            return Named(ValueConversion.ToText(JsonMembers.Find(expression, "value") ?? WorkflowJson.Null), inherited);
        warnings.Add("A log persistence mode is given by an expression, which is kept but not evaluated: the journal leaves these values out. Choose Include or Exclude instead.");
        return LogPersistenceMode.Exclude;
    }

    /// <summary>The last part of a type's name says it, such as "Elsa.Workflows.LogPersistence.Strategies.Exclude, Elsa.Workflows.Core".</summary>
    private LogPersistenceMode Named(string type, LogPersistenceMode inherited)
    {
        var name = type.Split(',')[0].Split('.')[^1];
        return name switch
        {
            _ when name.StartsWith("Include", StringComparison.OrdinalIgnoreCase) => LogPersistenceMode.Include,
            _ when name.StartsWith("Exclude", StringComparison.OrdinalIgnoreCase) => LogPersistenceMode.Exclude,
            _ when name.StartsWith("Configuration", StringComparison.OrdinalIgnoreCase) => server,
            _ => inherited,
        };
    }
}
