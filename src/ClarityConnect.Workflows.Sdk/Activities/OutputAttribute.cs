using System.Diagnostics.CodeAnalysis;

namespace ClarityConnect.Workflows.Sdk.Activities;

/// <summary>Describes an output for the designer.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OutputAttribute : Attribute
{
    /// <summary>The label; the property name in words by default.</summary>
    public string? DisplayName { get; set; }

    /// <summary>What the output holds and in which shape.</summary>
    public string? Description { get; set; }

    /// <summary>
    /// What the value looks like, as a JSON Schema, for an output whose type does not say it, such as <c>JsonElement</c> or <c>object</c>; null to take it from the type.
    /// Script editors complete by it, and mappers read it. A schema that is no JSON object keeps the activity from being loaded.
    /// </summary>
    [StringSyntax(StringSyntaxAttribute.Json)]
    public string? Schema { get; set; }
}
