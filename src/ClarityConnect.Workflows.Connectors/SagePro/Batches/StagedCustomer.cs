using ClarityConnect.Workflows.Connectors.SagePro.Customers;

namespace ClarityConnect.Workflows.Connectors.SagePro.Batches;

/// <summary>A customer to be made or changed, as it goes over the wire and into the staging table.</summary>
internal sealed record StagedCustomer
{
    /// <summary>The customer's number; null for a new one, which gets one.</summary>
    public string? Custno { get; init; }

    public string? Company { get; init; }

    public string? Contact { get; init; }

    public string? Address1 { get; init; }

    public string? Address2 { get; init; }

    public string? City { get; init; }

    public string? Addrstate { get; init; }

    public string? Zip { get; init; }

    public string? Country { get; init; }

    public string? Phone { get; init; }

    public string? Email { get; init; }

    /// <summary>True where fields that are empty here stay as they are; null for no.</summary>
    public bool? KeepsEmpty { get; init; }

    /// <summary>True where the name is a person's, because no company was given; null for no.</summary>
    public bool? IsPerson { get; init; }

    /// <summary>What is written where empty fields stay. One of several e-mail addresses, or a country in another spelling, is no change either.</summary>
    /// <param name="held">What Sage Pro holds.</param>
    public StagedCustomer Over(StagedCustomer held) => new()
    {
        Custno = Custno,
        Company = IsPerson == true && !string.IsNullOrEmpty(held.Contact) && !Same(held.Company, held.Contact) ? held.Company : Either(Company, held.Company),
        Contact = Either(Contact, held.Contact),
        Address1 = Either(Address1, held.Address1),
        Address2 = Either(Address2, Same(Address1, held.Address1) || string.IsNullOrEmpty(Address1) ? held.Address2 : ""),
        City = Either(City, held.City),
        Addrstate = Either(Addrstate, held.Addrstate),
        Zip = Either(Zip, held.Zip),
        Country = Same(CustomerMapping.CountryCode(held.Country), Country) ? held.Country : Either(Country, held.Country),
        Phone = Either(Phone, held.Phone),
        Email = CustomerMapping.Emails(held.Email).Contains(Email, StringComparer.OrdinalIgnoreCase) ? held.Email : Either(Email, held.Email),
    };

    private static string Either(string? given, string? held) => string.IsNullOrEmpty(given) ? held ?? "" : given;

    private static bool Same(string? left, string? right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
