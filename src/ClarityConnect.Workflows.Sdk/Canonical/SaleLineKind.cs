namespace ClarityConnect.Workflows.Sdk.Canonical;

/// <summary>What a line of a sale is about.</summary>
public enum SaleLineKind
{
    /// <summary>Goods or services: revenue.</summary>
    Item,

    /// <summary>A gift card sold or charged up: a liability, not revenue.</summary>
    GiftCard,

    /// <summary>A discount on the whole sale; its amount is negative.</summary>
    Discount,

    /// <summary>Tax.</summary>
    Tax,

    /// <summary>Shipping charged to the customer.</summary>
    Shipping,

    /// <summary>Anything else.</summary>
    Other,
}
