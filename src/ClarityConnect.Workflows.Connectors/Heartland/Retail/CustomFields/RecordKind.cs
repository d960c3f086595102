namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.CustomFields;

/// <summary>What a custom field's value belongs to.</summary>
public enum RecordKind
{
    /// <summary>A customer.</summary>
    Customer,

    /// <summary>An item.</summary>
    Item,

    /// <summary>A sales order.</summary>
    Order,

    /// <summary>A ticket of a till.</summary>
    Ticket,
}
