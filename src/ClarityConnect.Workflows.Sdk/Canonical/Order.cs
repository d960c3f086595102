namespace ClarityConnect.Workflows.Sdk.Canonical;

/// <summary>An order of a shop, of the till or of a sales person.</summary>
public sealed record Order
{
    /// <summary>The id at the system that took it.</summary>
    public required string OrderId { get; init; }

    /// <summary>The number that the customer knows.</summary>
    public string? Number { get; init; }

    /// <summary>Where it stands, in lower case: "open", "paid", "declined", "fulfilled", "cancelled", "refunded", else the system's own word.</summary>
    public string? Status { get; init; }

    /// <summary>When it was placed.</summary>
    public DateTimeOffset? PlacedAt { get; init; }

    /// <summary>The customer's id at the system that took it; null for a guest.</summary>
    public string? CustomerId { get; init; }

    /// <summary>The customer; null where only the id is known.</summary>
    public Customer? Customer { get; init; }

    /// <summary>The shop or warehouse that fulfils it.</summary>
    public string? LocationId { get; init; }

    /// <summary>Where the invoice goes.</summary>
    public Address? BillingAddress { get; init; }

    /// <summary>Where the goods go.</summary>
    public Address? ShippingAddress { get; init; }

    /// <summary>The currency of all amounts, ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>The lines together, without tax and shipping.</summary>
    public decimal Subtotal { get; init; }

    /// <summary>Discounts on the whole order, as a positive amount, not in the lines.</summary>
    public decimal Discounts { get; init; }

    /// <summary>Shipping charged to the customer, without tax.</summary>
    public decimal Shipping { get; init; }

    /// <summary>All tax.</summary>
    public decimal Tax { get; init; }

    /// <summary>What the customer owes: subtotal − discounts + shipping + tax.</summary>
    public decimal Total { get; init; }

    /// <summary>What is ordered.</summary>
    public IReadOnlyList<OrderLine> Lines { get; init; } = [];

    /// <summary>What was paid.</summary>
    public IReadOnlyList<Payment> Payments { get; init; } = [];

    /// <summary>When the record was changed last at its system.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Values of fields that the account defines itself, by the field's name.</summary>
    public IReadOnlyDictionary<string, string> CustomFields { get; init; } = new Dictionary<string, string>();
}
