namespace ClarityConnect.Workflows.Sdk.Activities;

/// <summary>Describes an output for the designer.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OutputAttribute : Attribute
{
    /// <summary>The label; the property name in words by default.</summary>
    public string? DisplayName { get; set; }

    /// <summary>What the output holds and in which shape.</summary>
    public string? Description { get; set; }
}
