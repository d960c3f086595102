using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors.KashFlow.Invoices;
using ClarityConnect.Workflows.Connectors.KashFlow.Rest;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Customers;

/// <summary>
/// Customers to and from KashFlow. Its addresses have four free lines and a postcode: town and county are the third and fourth line. Custom
/// text boxes are the canonical custom fields.
/// </summary>
internal static class CustomerMapping
{
    public static Customer Read(JsonElement row)
    {
        var contacts = KashFlowJson.List(row, "Contacts") ?? [];
        var contact = contacts.FirstOrDefault(one => KashFlowJson.Flag(one, "IsPrimary") == true) is { ValueKind: JsonValueKind.Object } primary
            ? primary
            : contacts.Count > 0 ? contacts[0] : default;
        var billing = KashFlowJson.List(row, "Addresses") ?? [];
        var delivery = KashFlowJson.List(row, "DeliveryAddresses") ?? [];
        return new Customer
        {
            CustomerId = KashFlowJson.Text(row, "CustomerKey") ?? "",
            Code = KashFlowJson.Text(row, "Code"),
            FirstName = KashFlowJson.Text(contact, "Firstname"),
            LastName = KashFlowJson.Text(contact, "LastName"),
            Company = KashFlowJson.Text(row, "Name"),
            Email = KashFlowJson.Text(contact, "Email") ?? KashFlowJson.Text(row, "Email"),
            Phone = KashFlowJson.Text(contact, "Telephone") ?? KashFlowJson.Text(row, "TelephoneNumber"),
            Mobile = KashFlowJson.Text(contact, "Mobile") ?? KashFlowJson.Text(row, "MobileNumber"),
            BillingAddress = billing.Count > 0 ? Read(billing[0], KashFlowJson.Text(row, "Name")) : null,
            ShippingAddress = delivery.Count > 0 ? Read(delivery[0], KashFlowJson.Text(row, "Name")) : null,
            TaxNumber = KashFlowJson.Text(row, "VATNumber"),
            Currency = KashFlowJson.Find(row, "Currency") is { } currency ? KashFlowJson.Text(currency, "Code")?.ToUpperInvariant() : null,
            IsActive = KashFlowJson.Flag(row, "IsArchived") != true,
            CustomFields = TextBoxes(row),
        };
    }

    /// <summary>The custom text boxes by name. A box that the account defines and the customer leaves empty is there with an empty text.</summary>
    public static IReadOnlyDictionary<string, string> TextBoxes(JsonElement row)
    {
        var boxes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var box in KashFlowJson.List(row, "CustomTextBoxes") ?? [])
        {
            if (KashFlowJson.Text(box, "Name") is { } name)
                boxes[name] = KashFlowJson.Text(box, "Value") ?? "";
        }

        return boxes;
    }

    /// <summary>The members that a customer says something about, on top of what is there already.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="body">A new record, or the one that KashFlow holds; what the customer says nothing about stays.</param>
    public static void Write(Customer customer, JsonObject body)
    {
        Put(body, "Name", NameOf(customer));
        Put(body, "VATNumber", customer.TaxNumber);
        Put(body, "CustomerKey", customer.CustomerId);
        if (customer.Currency is { Length: > 0 } currency)
            body["Currency"] = new JsonObject { ["Code"] = currency };
        var contact = First(body, "Contacts");
        Put(contact, "Name", string.Join(' ', new[] { customer.FirstName, customer.LastName }.Where(part => !string.IsNullOrWhiteSpace(part))));
        Put(contact, "Firstname", customer.FirstName);
        Put(contact, "LastName", customer.LastName);
        Put(contact, "Email", customer.Email);
        Put(contact, "Telephone", customer.Phone);
        Put(contact, "Mobile", customer.Mobile);
        if (contact.Count > 0 && !contact.ContainsKey("IsPrimary"))
            contact["IsPrimary"] = true;
        if (customer.BillingAddress is { } billing)
            body["Addresses"] = new JsonArray(Write(billing));
        if (customer.ShippingAddress is { } shipping)
            body["DeliveryAddresses"] = new JsonArray(Write(shipping));
        WriteTextBoxes(customer.CustomFields, body);
    }

    /// <summary>Sets custom text boxes and keeps the others.</summary>
    public static void WriteTextBoxes(IReadOnlyDictionary<string, string> fields, JsonObject body)
    {
        if (fields.Count == 0)
            return;
        if (body["CustomTextBoxes"] is not JsonArray boxes)
            body["CustomTextBoxes"] = boxes = [];
        foreach (var (name, value) in fields)
        {
            var known = boxes.OfType<JsonObject>().FirstOrDefault(box => name.Equals((string?)box["Name"], StringComparison.OrdinalIgnoreCase));
            if (known is null)
                boxes.Add(new JsonObject { ["Name"] = name, ["Value"] = value });
            else
                known["Value"] = value;
        }
    }

    /// <summary>Sets the nominal code that the customer's invoices use by themselves; null or empty for none.</summary>
    public static void WriteNominal(string? code, JsonObject body)
    {
        if (!string.IsNullOrWhiteSpace(code))
            body["DefaultNominalCode"] = DocumentNumber.ParseNominal(code);
    }

    /// <summary>The name that KashFlow lists a customer by.</summary>
    public static string? NameOf(Customer customer) => !string.IsNullOrWhiteSpace(customer.Company)
        ? customer.Company
        : string.Join(' ', new[] { customer.FirstName, customer.LastName }.Where(part => !string.IsNullOrWhiteSpace(part))) is { Length: > 0 } person ? person : null;

    private static Address Read(JsonElement address, string? name) => new()
    {
        Name = name,
        Line1 = KashFlowJson.Text(address, "Line1"),
        Line2 = KashFlowJson.Text(address, "Line2"),
        City = KashFlowJson.Text(address, "Line3"),
        Region = KashFlowJson.Text(address, "Line4"),
        PostalCode = KashFlowJson.Text(address, "PostCode"),
        CountryCode = KashFlowJson.Text(address, "CountryCode")?.ToUpperInvariant(),
    };

    private static JsonObject Write(Address address) => new()
    {
        ["Line1"] = address.Line1 ?? "",
        ["Line2"] = string.Join(", ", new[] { address.Line2, address.Line3 }.Where(line => !string.IsNullOrWhiteSpace(line))),
        ["Line3"] = address.City ?? "",
        ["Line4"] = address.Region ?? "",
        ["PostCode"] = address.PostalCode ?? "",
        ["CountryCode"] = address.CountryCode ?? "",
    };

    private static void Put(JsonObject body, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
            body[name] = value;
    }

    private static JsonObject First(JsonObject body, string name)
    {
        if (body[name] is not JsonArray list)
            body[name] = list = [];
        if (list.Count == 0)
            list.Add(new JsonObject());
        return list[0] as JsonObject ?? throw new InvalidOperationException($"KashFlow's '{name}' holds something else than objects.");
    }
}
