using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Opayo.Payments;

/// <summary>Writes customer and addresses in Pi's members, cut to Pi's lengths: names and addresses are for checks and lists, not for keys.</summary>
internal static class ShopperJson
{
    public static void Add(JsonObject members, Customer? customer, Address? billing, Address? shipping)
    {
        billing ??= customer?.BillingAddress;
        shipping ??= customer?.ShippingAddress;
        Put(members, "customerFirstName", customer?.FirstName ?? billing?.Name?.Split(' ')[0], 20);
        Put(members, "customerLastName", customer?.LastName ?? billing?.Name?.Split(' ')[^1], 20);
        if (billing is not null)
            members["billingAddress"] = Billing(billing);
        Put(members, "customerEmail", customer?.Email, 80);
        Put(members, "customerPhone", customer?.Phone, 19);
        Put(members, "customerMobilePhone", customer?.Mobile, 19);
        if (shipping is not null)
            members["shippingDetails"] = Shipping(shipping, customer);
    }

    private static JsonObject Billing(Address address)
    {
        var country = Country(address);
        var json = new JsonObject();
        Put(json, "address1", address.Line1, 50);
        Put(json, "address2", address.Line2, 50);
        Put(json, "address3", address.Line3, 50);
        Put(json, "city", address.City, 40);
        Put(json, "postalCode", address.PostalCode, 10);
        json["country"] = country;
        State(json, "state", address, country);
        return json;
    }

    private static JsonObject Shipping(Address address, Customer? customer)
    {
        var country = Country(address);
        var json = new JsonObject();
        Put(json, "recipientFirstName", customer?.FirstName ?? address.Name?.Split(' ')[0], 20);
        Put(json, "recipientLastName", customer?.LastName ?? address.Name?.Split(' ')[^1], 20);
        Put(json, "shippingAddress1", address.Line1, 50);
        Put(json, "shippingAddress2", address.Line2, 50);
        Put(json, "shippingAddress3", address.Line3, 50);
        Put(json, "shippingCity", address.City, 40);
        Put(json, "shippingPostalCode", address.PostalCode, 10);
        json["shippingCountry"] = country;
        State(json, "shippingState", address, country);
        return json;
    }

    private static void State(JsonObject json, string name, Address address, string country)
    {
        if (country != "US")
            return;
        json[name] = address.Region is { Length: 2 } state
            ? state.ToUpperInvariant()
            : throw new ActivityException(FailureKind.InvalidData, $"An address in the United States needs its state in two letters, not '{address.Region}'. Normalise the address before it is sent to Opayo.");
    }

    private static string Country(Address address) => address.CountryCode is { Length: 2 } code
        ? code.ToUpperInvariant()
        : throw new ActivityException(FailureKind.InvalidData, $"The address's country '{address.CountryCode}' is not two letters, such as GB. Normalise the address before it is sent to Opayo.");

    private static void Put(JsonObject json, string name, string? value, int most)
    {
        if (!string.IsNullOrWhiteSpace(value))
            json[name] = value.Trim() is { } text && text.Length > most ? text[..most].TrimEnd() : value.Trim();
    }
}
