using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;

namespace ClarityConnect.Workflows.Engine.Activation;

/// <summary>Reads a definition's activation strategy, and makes the key that only one running instance may have.</summary>
internal static class ActivationStrategies
{
    private const string Suffix = "Strategy";

    /// <summary>Reads <c>options.activationStrategyType</c>, a type's name with or without namespace and assembly.</summary>
    public static ActivationStrategy Read(JsonElement definition, List<string> warnings)
    {
        if (JsonMembers.Find(definition, "options") is not { } options || JsonMembers.Text(options, "activationStrategyType") is not { Length: > 0 } type)
            return ActivationStrategy.Always;
        var name = type.Split(',')[0].Split('.')[^1].Trim();
        name = name.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase) ? name[..^Suffix.Length] : name;
        if (name.Equals("AllowAlways", StringComparison.OrdinalIgnoreCase))
            return ActivationStrategy.Always;
        if (Enum.TryParse<ActivationStrategy>(name, ignoreCase: true, out var strategy) && Enum.IsDefined(strategy))
            return strategy;
        warnings.Add($"The activation strategy '{type}' is not known here, so instances are always started.");
        return ActivationStrategy.Always;
    }

    /// <summary>The key that a new instance holds while it runs; null if it may always be started.</summary>
    public static string? KeyOf(ActivationStrategy strategy, string definitionId, string? correlationId) => strategy switch
    {
        ActivationStrategy.Singleton => $"s:{definitionId}",
        ActivationStrategy.CorrelatedSingleton => $"cs:{definitionId}:{correlationId}",
        ActivationStrategy.Correlation when !string.IsNullOrEmpty(correlationId) => $"c:{correlationId}",
        _ => null,
    };
}
