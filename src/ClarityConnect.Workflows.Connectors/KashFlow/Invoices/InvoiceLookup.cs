using System.Globalization;
using System.Text.Json;
using ClarityConnect.Workflows.Connectors.KashFlow.Rest;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Invoices;

/// <summary>Finds invoices by number and by our reference.</summary>
internal static class InvoiceLookup
{
    /// <summary>An invoice with lines and payments; null where there is none.</summary>
    public static Task<JsonElement?> FindAsync(KashFlowClient client, long number, CancellationToken cancellationToken) =>
        client.Rest.FindAsync(string.Create(CultureInfo.InvariantCulture, $"invoices/{number}"), cancellationToken);

    /// <summary>The customer's document that carries a reference; null where there is none.</summary>
    /// <param name="client">The company.</param>
    /// <param name="customerCode">The customer.</param>
    /// <param name="reference">Our reference, which stands in the customer's reference of the document.</param>
    /// <param name="isCredit">Whether a credit note is looked for, or an invoice.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    public static async Task<JsonElement?> FindByReferenceAsync(
        KashFlowClient client, string customerCode, string reference, bool isCredit, CancellationToken cancellationToken)
    {
        var path = $"invoices?customercode={Uri.EscapeDataString(customerCode)}&searchtext={Uri.EscapeDataString(reference)}&perpage=100";
        await foreach (var row in client.Rest.ListAsync(path, cancellationToken))
        {
            // What the search compares is not documented, so each row is looked at.
            if (string.Equals(KashFlowJson.Text(row, "CustomerReference")?.Trim(), reference, StringComparison.OrdinalIgnoreCase)
                && string.Equals(KashFlowJson.Text(row, "CustomerCode")?.Trim(), customerCode, StringComparison.OrdinalIgnoreCase)
                && KashFlowJson.Decimal(row, "GrossAmount") < 0 == isCredit)
            {
                return row;
            }
        }

        return null;
    }

    /// <summary>The number of a document.</summary>
    public static long NumberOf(JsonElement invoice) => KashFlowJson.Whole(invoice, "Number")
        ?? throw new ActivityException(FailureKind.InvalidData, "KashFlow answered an invoice without a number.");
}
