using System.Text.Json;
using ClarityConnect.Workflows.Connectors.SagePro.Batches;
using ClarityConnect.Workflows.Connectors.SagePro.Calling;
using ClarityConnect.Workflows.Connectors.SagePro.Database;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.SagePro.Customers;

/// <summary>Between Sage Pro's customers and ours.</summary>
internal static class CustomerMapping
{
    public static Customer Read(SageProRow row)
    {
        var country = row.Text(8);
        return new Customer
        {
            CustomerId = row.Text(0) ?? "",
            Code = row.Text(0),
            Company = row.Text(1),
            FirstName = row.Text(2)?.Split(' ', 2) is [var first, _] ? first : null,
            LastName = row.Text(2)?.Split(' ', 2)[^1].Trim(),
            Email = row.Text(10),
            Phone = row.Text(9),
            Currency = row.Text(11) is { Length: 3 } currency ? currency : null,
            BillingAddress = new Address
            {
                Name = row.Text(1),
                Line1 = row.Text(3),
                Line2 = row.Text(4),
                City = row.Text(5),
                Region = row.Text(6),
                PostalCode = row.Text(7),
                CountryCode = CountryCode(country),
            },
            CustomFields = new Dictionary<string, string>
            {
                ["balance"] = row.Number(12).ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["country"] = country ?? "",
                ["lockedBy"] = row.Text(13) is null ? "" : row.Text(14) ?? "?",
            },
        };
    }

    /// <summary>What of a customer somebody changes: not what Sage Pro counts up by itself, nor who has it open.</summary>
    public static JsonElement Essence(JsonElement customer)
    {
        var read = SageProJson.Read<Customer>(customer);
        return SageProJson.Write(read with { CustomFields = new Dictionary<string, string> { ["country"] = read.CustomFields.GetValueOrDefault("country", "") } });
    }

    /// <summary>The columns of a customer as they are, to be kept where nothing else is given.</summary>
    public static StagedCustomer Held(SageProRow row) => new()
    {
        Custno = row.Text(0),
        Company = row.Text(1),
        Contact = row.Text(2),
        Address1 = row.Text(3),
        Address2 = row.Text(4),
        City = row.Text(5),
        Addrstate = row.Text(6),
        Zip = row.Text(7),
        Country = row.Text(8),
        Phone = row.Text(9),
        Email = row.Text(10),
    };

    /// <summary>The country as ISO 3166 has it; null where the text is none that is known.</summary>
    public static string? CountryCode(string? country) =>
        country is { Length: 2 } ? country.ToUpperInvariant() : country?.ToUpperInvariant() is "USA" or "UNITED STATES" ? "US" : null;

    /// <summary>The addresses of an e-mail field, which may hold several.</summary>
    public static string[] Emails(string? email) => (email ?? "").Split([' ', ',', ';', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);

    public static StagedCustomer Write(Customer customer, bool keepsEmpty)
    {
        var person = string.Join(' ', new[] { customer.FirstName, customer.LastName }.Where(part => !string.IsNullOrWhiteSpace(part)));
        var address = customer.BillingAddress ?? customer.ShippingAddress ?? new Address();
        return new StagedCustomer
        {
            Custno = customer.Code is { Length: > 0 } code ? code : customer.CustomerId,
            Company = string.IsNullOrWhiteSpace(customer.Company) ? person : customer.Company,
            Contact = person,
            Address1 = address.Line1,
            Address2 = string.Join(", ", new[] { address.Line2, address.Line3 }.Where(part => !string.IsNullOrWhiteSpace(part))),
            City = address.City,
            Addrstate = address.Region,
            Zip = address.PostalCode,
            Country = address.CountryCode,
            Phone = customer.Phone ?? customer.Mobile,
            Email = customer.Email,
            KeepsEmpty = keepsEmpty ? true : null,
            IsPerson = keepsEmpty && string.IsNullOrWhiteSpace(customer.Company) ? true : null,
        };
    }
}
