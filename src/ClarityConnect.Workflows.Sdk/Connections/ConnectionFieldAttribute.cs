namespace ClarityConnect.Workflows.Sdk.Connections;

/// <summary>Describes a field of a connection type for the form in which an administrator fills it in. Fields stand in the order in which they are declared.</summary>
/// <param name="displayName">The label. A field without this attribute is labelled with its property's name in words.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ConnectionFieldAttribute(string displayName) : Attribute
{
    /// <summary>The label.</summary>
    public string DisplayName { get; } = displayName;

    /// <summary>What the field means and where at the vendor its value is found; null for nothing to say.</summary>
    public string? Description { get; set; }

    /// <summary>Whether a connection that leaves it empty is refused. Default false.</summary>
    public bool IsRequired { get; set; }
}
