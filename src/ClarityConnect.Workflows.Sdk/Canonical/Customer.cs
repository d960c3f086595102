namespace ClarityConnect.Workflows.Sdk.Canonical;

/// <summary>A person or company that buys.</summary>
public sealed record Customer
{
    /// <summary>The id at the system that the record came from; empty for one that is to be made.</summary>
    public string CustomerId { get; init; } = "";

    /// <summary>The number or short code that people use; null where there is none.</summary>
    public string? Code { get; init; }

    /// <summary>The given name.</summary>
    public string? FirstName { get; init; }

    /// <summary>The family name.</summary>
    public string? LastName { get; init; }

    /// <summary>The company; null for a private person.</summary>
    public string? Company { get; init; }

    /// <summary>The e-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>The telephone number.</summary>
    public string? Phone { get; init; }

    /// <summary>The mobile telephone number.</summary>
    public string? Mobile { get; init; }

    /// <summary>Where invoices go.</summary>
    public Address? BillingAddress { get; init; }

    /// <summary>Where goods go; null for the billing address.</summary>
    public Address? ShippingAddress { get; init; }

    /// <summary>The VAT or tax registration.</summary>
    public string? TaxNumber { get; init; }

    /// <summary>The currency that the customer is invoiced in, ISO 4217; null for the account's own.</summary>
    public string? Currency { get; init; }

    /// <summary>Whether the customer may buy. Default true.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>When the record was changed last at its system.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Values of fields that the account defines itself, by the field's name.</summary>
    public IReadOnlyDictionary<string, string> CustomFields { get; init; } = new Dictionary<string, string>();
}
