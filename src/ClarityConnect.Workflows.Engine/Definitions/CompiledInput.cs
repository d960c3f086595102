using System.Text.Json;
using ClarityConnect.Workflows.Engine.Scripting;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Engine.Definitions;

/// <summary>An input as the definition gives it, ready to be evaluated.</summary>
internal sealed class CompiledInput
{
    public required string Name { get; init; }

    public required int Slot { get; init; }

    public required ExpressionKind Kind { get; init; }

    public bool IsDeferred { get; init; }

    public bool IsSensitive { get; init; }

    /// <summary>The typed side that converts values; null for raw expressions such as the conditions of a switch.</summary>
    public Input? Target { get; init; }

    /// <summary>The literal's JSON.</summary>
    public JsonElement Literal { get; init; }

    /// <summary>The literal, converted once.</summary>
    public object? Converted { get; init; }

    public Script? Script { get; init; }

    public PropertyPath? Path { get; init; }

    /// <summary>The variable id or name, the workflow input's name, or the unsupported language.</summary>
    public string? Reference { get; init; }
}
