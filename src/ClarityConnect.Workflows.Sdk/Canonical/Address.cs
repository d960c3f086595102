namespace ClarityConnect.Workflows.Sdk.Canonical;

/// <summary>A postal address. Parts that are not known are null.</summary>
public sealed record Address
{
    /// <summary>Who receives mail there.</summary>
    public string? Name { get; init; }

    /// <summary>House and street.</summary>
    public string? Line1 { get; init; }

    /// <summary>The second line, such as a floor or an estate.</summary>
    public string? Line2 { get; init; }

    /// <summary>The third line.</summary>
    public string? Line3 { get; init; }

    /// <summary>The town.</summary>
    public string? City { get; init; }

    /// <summary>The state, province or county; in the United States the two-letter code.</summary>
    public string? Region { get; init; }

    /// <summary>The postcode or ZIP code.</summary>
    public string? PostalCode { get; init; }

    /// <summary>The country, ISO 3166-1 alpha-2 in capital letters.</summary>
    public string? CountryCode { get; init; }
}
