using ClarityConnect.Workflows.Connectors.SagePro.Batches;
using ClarityConnect.Workflows.Connectors.SagePro.Calling;
using ClarityConnect.Workflows.Connectors.SagePro.Changes;
using ClarityConnect.Workflows.Connectors.SagePro.Database;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.SagePro.Customers;

/// <summary>The customers that were saved from here, as they are recognised in Sage Pro: by number and by what was written.</summary>
internal static class OwnCustomers
{
    public static OwnWrite Read(SageProRow row)
    {
        var written = Enumerable.Range(3, 10).Select(row.Text).ToArray();
        return new OwnWrite(
            row.Text(0) ?? "", row.Text(1) == PostingState.Posted, row.Text(2), found => Texts(SageProJson.Read<Customer>(found)).SequenceEqual(written, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>In the order of the columns of the statement ReadOwnCustomers.</summary>
    private static IEnumerable<string?> Texts(Customer customer)
    {
        var address = customer.BillingAddress ?? new Address();
        var contact = string.Join(' ', new[] { customer.FirstName, customer.LastName }.Where(part => !string.IsNullOrEmpty(part)));
        var country = customer.CustomFields.GetValueOrDefault("country");
        return [customer.Company, Filled(contact), address.Line1, address.Line2, address.City, address.Region, address.PostalCode, Filled(country), customer.Phone, customer.Email];
    }

    private static string? Filled(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
