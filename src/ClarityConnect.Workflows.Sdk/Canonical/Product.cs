namespace ClarityConnect.Workflows.Sdk.Canonical;

/// <summary>Goods or a service that is sold.</summary>
public sealed record Product
{
    /// <summary>The id at the system that the record came from; empty for one that is to be made.</summary>
    public string ProductId { get; init; } = "";

    /// <summary>The stock-keeping unit: the number that is the same in every system.</summary>
    public string Sku { get; init; } = "";

    /// <summary>What it is called.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it is, in more words.</summary>
    public string? Description { get; init; }

    /// <summary>The GTIN or other barcode.</summary>
    public string? Barcode { get; init; }

    /// <summary>The category or department.</summary>
    public string? Category { get; init; }

    /// <summary>The selling price of one without tax, in <see cref="Currency"/>.</summary>
    public decimal Price { get; init; }

    /// <summary>What one costs us; null where it is not known.</summary>
    public decimal? Cost { get; init; }

    /// <summary>The currency of price and cost, ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>The tax code at the system that the record came from.</summary>
    public string? TaxCode { get; init; }

    /// <summary>Whether it is sold. Default true.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>Whether stock is counted; false for services. Default true.</summary>
    public bool IsStocked { get; init; } = true;

    /// <summary>When the record was changed last at its system.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Values of fields that the account defines itself, by the field's name.</summary>
    public IReadOnlyDictionary<string, string> CustomFields { get; init; } = new Dictionary<string, string>();
}
