using ClarityConnect.Workflows.Connectors.Intacct.Queries;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Intacct.Customers;

/// <summary>Reads customers.</summary>
internal static class CustomerReader
{
    private const string Contact = "DISPLAYCONTACT.";
    private const string Mail = "DISPLAYCONTACT.MAILADDRESS.";

    private static readonly string[] Fields =
    [
        "RECORDNO", "CUSTOMERID", "NAME", "TAXID", "CURRENCY", "STATUS", "WHENMODIFIED", "MODIFIEDBY", Contact + "COMPANYNAME", Contact + "FIRSTNAME", Contact + "LASTNAME",
        Contact + "PHONE1", Contact + "CELLPHONE", Contact + "EMAIL1", Mail + "ADDRESS1", Mail + "ADDRESS2", Mail + "CITY", Mail + "STATE", Mail + "ZIP", Mail + "COUNTRYCODE",
    ];

    /// <summary>The customers that fulfil conditions.</summary>
    /// <param name="client">The company.</param>
    /// <param name="conditions">The conditions.</param>
    /// <param name="ownFields">Fields that the company defines itself, to be read too.</param>
    /// <param name="most">After how many reading stops; null for all.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    public static async Task<IReadOnlyList<LedgerCustomer>> ListAsync(
        IntacctClient client, IReadOnlyList<IntacctCondition> conditions, IReadOnlyList<string> ownFields, int? most, CancellationToken cancellationToken)
    {
        var query = new IntacctQuery("CUSTOMER", [.. Fields, .. ownFields]) { Conditions = conditions, OrderBy = ["WHENMODIFIED", "RECORDNO"], MaxRecords = most };
        return [.. (await client.ListAsync(query, cancellationToken)).Select(row => Read(row, ownFields))];
    }

    /// <summary>The customer with an id; null where there is none.</summary>
    public static async Task<LedgerCustomer?> FindAsync(IntacctClient client, string customerId, CancellationToken cancellationToken) =>
        await ListAsync(client, [IntacctCondition.Equal("CUSTOMERID", customerId)], [], 1, cancellationToken) is [var customer] ? customer : null;

    private static LedgerCustomer Read(IntacctRow row, IReadOnlyList<string> ownFields)
    {
        var (first, last, company) = (row.Text(Contact + "FIRSTNAME"), row.Text(Contact + "LASTNAME"), row.Text(Contact + "COMPANYNAME"));
        var id = row.Text("CUSTOMERID") ?? "";
        return new LedgerCustomer(
            new Customer
            {
                CustomerId = id,
                Code = id,
                FirstName = first,
                LastName = last,
                // A customer without any contact is known by its name alone.
                Company = company ?? (first is null && last is null ? row.Text("NAME") : null),
                Email = row.Text(Contact + "EMAIL1"),
                Phone = row.Text(Contact + "PHONE1"),
                Mobile = row.Text(Contact + "CELLPHONE"),
                BillingAddress = Address(row),
                TaxNumber = row.Text("TAXID"),
                Currency = row.Text("CURRENCY"),
                IsActive = row.Text("STATUS")?.Equals("inactive", StringComparison.OrdinalIgnoreCase) != true,
                UpdatedAt = row.Moment("WHENMODIFIED"),
                CustomFields = ownFields.Where(field => row.Text(field) is not null).ToDictionary(field => field, field => row.Text(field)!),
            },
            row.Text("RECORDNO") ?? "",
            row.Text("MODIFIEDBY"),
            AlreadyThere: false);
    }

    private static Address? Address(IntacctRow row)
    {
        var address = new Address
        {
            Line1 = row.Text(Mail + "ADDRESS1"),
            Line2 = row.Text(Mail + "ADDRESS2"),
            City = row.Text(Mail + "CITY"),
            Region = row.Text(Mail + "STATE"),
            PostalCode = row.Text(Mail + "ZIP"),
            CountryCode = row.Text(Mail + "COUNTRYCODE"),
        };
        return address == new Address() ? null : address;
    }
}
