namespace ClarityConnect.Workflows.Sdk.Connections;

/// <summary>Names a connection type.</summary>
/// <param name="key">The stored name, such as "intacct". Lower case, unique among all connection types.</param>
/// <param name="displayName">The name that people see.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ConnectionTypeAttribute(string key, string displayName) : Attribute
{
    /// <summary>The stored name.</summary>
    public string Key { get; } = key;

    /// <summary>The name that people see.</summary>
    public string DisplayName { get; } = displayName;

    /// <summary>What the connection is for and where its fields are found at the vendor.</summary>
    public string? Description { get; set; }
}
