using System.Text.Json.Nodes;
using System.Xml.Linq;
using ClarityConnect.Workflows.Connectors.Intacct.Gateway;
using ClarityConnect.Workflows.Connectors.Intacct.Writes;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Customers;

/// <summary>Writes customers in the forms of both interfaces. Fields that are not known are left out, so an update leaves them as they are.</summary>
internal static class CustomerFields
{
    /// <summary>The name that Intacct shows.</summary>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>: there is none.</exception>
    public static string Name(Customer customer)
    {
        var name = string.IsNullOrWhiteSpace(customer.Company) ? $"{customer.FirstName} {customer.LastName}".Trim() : customer.Company.Trim();
        return name.Length > 0 ? name : throw new ActivityException(FailureKind.InvalidData, $"The customer '{customer.CustomerId}' has neither a company nor a name. Intacct needs one of them.");
    }

    /// <summary>The object CUSTOMER.</summary>
    /// <param name="customer">The customer with its id.</param>
    /// <param name="isNew">Whether it is made; a new one needs a name and gets a contact.</param>
    public static XElement ToXml(Customer customer, bool isNew)
    {
        var contact = Contact(customer, isNew);
        return new XElement(
            "CUSTOMER",
            new XElement("CUSTOMERID", customer.CustomerId),
            isNew || HasName(customer) ? new XElement("NAME", Name(customer)) : null,
            contact.HasElements ? contact : null,
            IntacctXml.Optional("CURRENCY", customer.Currency),
            new XElement("STATUS", customer.IsActive ? "active" : "inactive"),
            IntacctXml.Optional("TAXID", customer.TaxNumber),
            OwnFields.ToElements(customer.CustomFields));
    }

    /// <summary>The object accounts-receivable/customer.</summary>
    public static JsonObject ToJson(Customer customer, bool isNew)
    {
        var json = new JsonObject();
        if (isNew)
            json["id"] = customer.CustomerId;
        if (isNew || HasName(customer))
            json["name"] = Name(customer);
        Add(json, "taxId", customer.TaxNumber);
        Add(json, "currency", customer.Currency);
        json["status"] = customer.IsActive ? "active" : "inactive";
        var contact = new JsonObject();
        Add(contact, "printAs", isNew ? PrintAs(customer) : null);
        Add(contact, "companyName", customer.Company);
        Add(contact, "firstName", customer.FirstName);
        Add(contact, "lastName", customer.LastName);
        Add(contact, "phone1", customer.Phone);
        Add(contact, "mobile", customer.Mobile);
        Add(contact, "email1", customer.Email);
        if (customer.BillingAddress is { } address)
        {
            var mail = new JsonObject();
            Add(mail, "addressLine1", address.Line1);
            Add(mail, "addressLine2", address.Line2);
            Add(mail, "city", address.City);
            Add(mail, "state", address.Region);
            Add(mail, "postCode", address.PostalCode);
            Add(mail, "isoCountryCode", address.CountryCode);
            if (mail.Count > 0)
                contact["mailingAddress"] = mail;
        }

        if (contact.Count > 0)
            json["contacts"] = new JsonObject { ["default"] = contact };
        OwnFields.AddTo(json, customer.CustomFields);
        return json;
    }

    private static bool HasName(Customer customer) =>
        !string.IsNullOrWhiteSpace(customer.Company) || !string.IsNullOrWhiteSpace(customer.FirstName) || !string.IsNullOrWhiteSpace(customer.LastName);

    // The name of the contact has to be unique in the company, so it carries the customer's id.
    private static string PrintAs(Customer customer) => $"{Name(customer)} ({customer.CustomerId})";

    private static XElement Contact(Customer customer, bool isNew)
    {
        var address = customer.BillingAddress;
        var mail = new XElement(
            "MAILADDRESS",
            IntacctXml.Optional("ADDRESS1", address?.Line1),
            IntacctXml.Optional("ADDRESS2", address?.Line2),
            IntacctXml.Optional("CITY", address?.City),
            IntacctXml.Optional("STATE", address?.Region),
            IntacctXml.Optional("ZIP", address?.PostalCode),
            IntacctXml.Optional("ISOCOUNTRYCODE", address?.CountryCode));
        return new XElement(
            "DISPLAYCONTACT",
            isNew ? new XElement("PRINTAS", PrintAs(customer)) : null,
            IntacctXml.Optional("COMPANYNAME", customer.Company),
            IntacctXml.Optional("FIRSTNAME", customer.FirstName),
            IntacctXml.Optional("LASTNAME", customer.LastName),
            IntacctXml.Optional("PHONE1", customer.Phone),
            IntacctXml.Optional("CELLPHONE", customer.Mobile),
            IntacctXml.Optional("EMAIL1", customer.Email),
            mail.HasElements ? mail : null);
    }

    private static void Add(JsonObject json, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
            json[name] = value.Trim();
    }
}
