using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.SagePro.Customers;

/// <summary>Which customers are looked for; what is empty does not count.</summary>
internal sealed record CustomerQuery
{
    private const int PhoneDigits = 10;

    /// <summary>The number, exactly.</summary>
    public string? Number { get; init; }

    /// <summary>An e-mail address; the field may hold several.</summary>
    public string? Email { get; init; }

    /// <summary>A telephone number, by its last ten digits.</summary>
    public string? Phone { get; init; }

    /// <summary>A part of the name.</summary>
    public string? Name { get; init; }

    /// <summary>Whether nothing is asked for.</summary>
    public bool IsEmpty => Number is null && Email is null && Phone is null && Name is null;

    /// <summary>E-mail or telephone make a candidate; number and name have to match besides where they are given.</summary>
    public bool Matches(Customer customer)
    {
        if (Number is { } number && !string.Equals(customer.CustomerId, number.Trim(), StringComparison.OrdinalIgnoreCase))
            return false;
        if (Name is { } name && customer.Company?.Contains(name.Trim(), StringComparison.OrdinalIgnoreCase) != true)
            return false;
        return (Email is null && Phone is null) || MatchesEmail(customer) || MatchesPhone(customer);
    }

    private bool MatchesEmail(Customer customer) => Email is { } email && customer.Email is { } known
        && CustomerMapping.Emails(known).Contains(email.Trim(), StringComparer.OrdinalIgnoreCase);

    private bool MatchesPhone(Customer customer) => Digits(Phone) is { Length: >= 7 } digits && Digits(customer.Phone) == digits;

    private static string Digits(string? phone)
    {
        var digits = string.Concat((phone ?? "").Where(char.IsAsciiDigit));
        return digits.Length > PhoneDigits ? digits[^PhoneDigits..] : digits;
    }
}
