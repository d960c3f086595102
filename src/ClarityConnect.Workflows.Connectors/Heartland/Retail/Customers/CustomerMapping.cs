using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Customers;

/// <summary>Turns Retail's customers into canonical ones and back. The first address is where invoices go, the second where goods go.</summary>
internal static class CustomerMapping
{
    public static Customer From(JsonElement row, IReadOnlyList<JsonElement> addresses, RetailNames names)
    {
        var billing = addresses.Count > 0 ? addresses[0] : default;
        return new Customer
        {
            CustomerId = RetailJson.Text(row, "id") ?? "",
            Code = RetailJson.Text(row, "public_id"),
            FirstName = RetailJson.Text(row, "first_name"),
            LastName = RetailJson.Text(row, "last_name"),
            Email = RetailJson.Text(row, "email"),
            Phone = RetailJson.Text(row, "phone") ?? RetailJson.Text(row, "phone_number") ?? RetailJson.Text(billing, "phone"),
            BillingAddress = addresses.Count > 0 ? AddressFrom(addresses[0]) : null,
            ShippingAddress = addresses.Count > 1 ? AddressFrom(addresses[1]) : null,
            IsActive = RetailJson.Flag(row, "active?") ?? true,
            UpdatedAt = RetailJson.Moment(row, "updated_at"),
            CustomFields = RetailCustom.Read(row, names),
        };
    }

    /// <summary>The customer itself, without addresses.</summary>
    public static JsonObject Body(Customer customer, string? number) => new JsonObject()
        .With("public_id", number)
        .With("first_name", customer.FirstName)
        .With("last_name", customer.LastName ?? (customer.FirstName is null ? customer.Company : null))
        .With("email", customer.Email)
        .WithCustom(customer.CustomFields);

    /// <summary>The addresses of a customer; one that holds nothing but the telephone number where there is no other.</summary>
    public static IReadOnlyList<JsonObject> Addresses(Customer customer)
    {
        var billing = customer.BillingAddress ?? (customer.ShippingAddress is null && customer.Phone is null && customer.Mobile is null ? null : new Address());
        if (billing is null)
            return [];
        var first = AddressBody(customer, billing).With("phone", customer.Phone ?? customer.Mobile);
        return customer.ShippingAddress is { } shipping ? [first, AddressBody(customer, shipping)] : [first];
    }

    private static JsonObject AddressBody(Customer customer, Address address) => new JsonObject()
        .With("first_name", customer.FirstName)
        .With("last_name", customer.LastName ?? customer.Company)
        .With("line_1", address.Line1)
        .With("line_2", address.Line2)
        .With("city", address.City)
        .With("state", address.Region)
        .With("postal_code", address.PostalCode)
        .With("country", address.CountryCode);

    private static Address AddressFrom(JsonElement row) => new()
    {
        Name = string.Join(' ', new[] { RetailJson.Text(row, "first_name"), RetailJson.Text(row, "last_name") }.Where(part => part is not null)) is { Length: > 0 } name ? name : null,
        Line1 = RetailJson.Text(row, "line_1"),
        Line2 = RetailJson.Text(row, "line_2"),
        City = RetailJson.Text(row, "city"),
        Region = RetailJson.Text(row, "state"),
        PostalCode = RetailJson.Text(row, "postal_code"),
        CountryCode = RetailJson.Text(row, "country"),
    };
}
