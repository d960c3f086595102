namespace ClarityConnect.Workflows.Persistence.Security;

/// <summary>A key of ASP.NET Core Data Protection, shared by all nodes.</summary>
public sealed record DataProtectionKey
{
    /// <summary>Given by the database.</summary>
    public int Id { get; init; }

    /// <summary>The name that the key ring gives it; null for none.</summary>
    public string? FriendlyName { get; init; }

    /// <summary>The key as XML.</summary>
    public required string Xml { get; init; }
}
