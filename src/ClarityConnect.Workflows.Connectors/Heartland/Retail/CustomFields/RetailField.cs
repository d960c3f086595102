namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.CustomFields;

/// <summary>A field that the account defines itself.</summary>
public sealed record RetailField
{
    /// <summary>Retail's id of the definition.</summary>
    public required string FieldId { get; init; }

    /// <summary>What it belongs to: "customer", "item", "sales.transaction" or "sales.transaction.line_item".</summary>
    public required string Group { get; init; }

    /// <summary>The key under which records carry its value.</summary>
    public required string Key { get; init; }

    /// <summary>What people see.</summary>
    public string Name { get; init; } = "";

    /// <summary>Retail's word for the kind of value; null where it does not say.</summary>
    public string? Kind { get; init; }

    /// <summary>Whether the till insists on a value.</summary>
    public bool IsRequired { get; init; }
}
