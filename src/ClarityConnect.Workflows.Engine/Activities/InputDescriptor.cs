using System.Reflection;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Choices;

namespace ClarityConnect.Workflows.Engine.Activities;

/// <summary>What is known of an input of an activity type.</summary>
public sealed record InputDescriptor
{
    /// <summary>The name in Pascal case, as in the journal.</summary>
    public required string Name { get; init; }

    /// <summary>The member of the activity's JSON that holds it.</summary>
    public required string JsonName { get; init; }

    /// <summary>The label.</summary>
    public required string DisplayName { get; init; }

    /// <summary>What it means.</summary>
    public string? Description { get; init; }

    /// <summary>The tab in the designer.</summary>
    public string? Category { get; init; }

    /// <summary>The type of the value.</summary>
    public required Type ValueType { get; init; }

    /// <summary>Whether it is stored with type name and expression; false for raw JSON.</summary>
    public required bool IsWrapped { get; init; }

    /// <summary>The editor.</summary>
    public required string UIHint { get; init; }

    /// <summary>The fixed choices; null for none.</summary>
    public IReadOnlyList<string>? Options { get; init; }

    /// <summary>The key of the connection type whose connections are the choices; null for none.</summary>
    public string? ConnectionTypeKey { get; init; }

    /// <summary>What lists the choices whenever the activity is selected; null for none.</summary>
    public ChoiceProvider? Choices { get; init; }

    /// <summary>The value where the definition leaves it empty.</summary>
    public object? DefaultValue { get; init; }

    /// <summary>Whether publishing refuses an empty value.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether it is masked in the journal.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>Whether the activity evaluates it itself.</summary>
    public bool IsDeferred { get; init; }

    /// <summary>Its position.</summary>
    public float Order { get; init; }

    internal PropertyInfo Property { get; init; } = null!;
}
