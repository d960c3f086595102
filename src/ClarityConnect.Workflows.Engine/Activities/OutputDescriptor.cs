using System.Reflection;
using System.Text.Json;

namespace ClarityConnect.Workflows.Engine.Activities;

/// <summary>What is known of an output of an activity type.</summary>
public sealed record OutputDescriptor
{
    /// <summary>The name in Pascal case.</summary>
    public required string Name { get; init; }

    /// <summary>The member of the activity's JSON that binds it.</summary>
    public required string JsonName { get; init; }

    /// <summary>The label.</summary>
    public required string DisplayName { get; init; }

    /// <summary>What it holds.</summary>
    public string? Description { get; init; }

    /// <summary>The type of the value.</summary>
    public required Type ValueType { get; init; }

    /// <summary>The schema that the author gave it; null where the type says what the value looks like. <see cref="OutputSchemas"/> has one for every output.</summary>
    public JsonElement? GivenSchema { get; init; }

    internal PropertyInfo Property { get; init; } = null!;
}
