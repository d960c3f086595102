namespace ClarityConnect.Workflows.Sdk.Canonical.Contacts;

/// <summary>Brings all parts of a customer's record into one form.</summary>
public static class Customers
{
    /// <summary>Normalises names, e-mail, telephones and addresses.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="defaultCountry">The country of addresses and telephones that name none, by code or name; the billing address's counts before it for telephones.</param>
    public static NormalisedCustomer Normalise(Customer customer, string? defaultCountry = null)
    {
        ArgumentNullException.ThrowIfNull(customer);
        var problems = new List<string>();
        var billing = Address(customer.BillingAddress, "Billing address");
        var shipping = Address(customer.ShippingAddress, "Shipping address");
        var country = billing?.CountryCode ?? defaultCountry;
        var email = EmailAddresses.Normalise(customer.Email);
        if (email.Problem is not null)
            problems.Add($"E-mail: {email.Problem}");
        var normalised = customer with
        {
            FirstName = Addresses.Trimmed(customer.FirstName),
            LastName = Addresses.Trimmed(customer.LastName),
            Company = Addresses.Trimmed(customer.Company),
            Email = email.Address,
            Phone = Phone(customer.Phone, "Telephone"),
            Mobile = Phone(customer.Mobile, "Mobile"),
            BillingAddress = billing,
            ShippingAddress = shipping,
        };
        return new NormalisedCustomer(normalised, problems);

        Address? Address(Address? address, string part)
        {
            if (address is null)
                return null;
            var result = Addresses.Normalise(address, defaultCountry);
            problems.AddRange(result.Problems.Select(problem => $"{part}, {problem}"));
            return result.Address;
        }

        string? Phone(string? text, string part)
        {
            var phone = PhoneNumbers.Normalise(text, country);
            if (phone.Problem is not null)
                problems.Add($"{part}: {phone.Problem}");
            // An extension stays readable behind the number, and is read again the same way.
            return phone.Extension is null ? phone.Number : $"{phone.Number} x{phone.Extension}";
        }
    }
}
