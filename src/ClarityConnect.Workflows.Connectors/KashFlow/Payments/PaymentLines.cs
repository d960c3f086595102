using System.Text.Json;
using ClarityConnect.Workflows.Connectors.KashFlow.Rest;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Payments;

/// <summary>Finds payments in the lines of an invoice.</summary>
internal static class PaymentLines
{
    public static IReadOnlyList<JsonElement> Of(JsonElement invoice) => KashFlowJson.List(invoice, "PaymentLines") ?? [];

    /// <summary>The payment that carries a reference; null where there is none.</summary>
    public static async Task<JsonElement?> FindAsync(KashFlowClient client, JsonElement invoice, string reference, CancellationToken cancellationToken)
    {
        var lines = Of(invoice);
        foreach (var line in lines)
        {
            if (ReferenceText.Holds(KashFlowJson.Text(line, "Note"), reference) || ReferenceText.Holds(KashFlowJson.Text(line, "Reference"), reference))
                return line;
        }

        // It is not documented that the comment of a bulk payment becomes the note of its lines. Where it did not, the bulk payment still has it.
        foreach (var line in lines)
        {
            if (KashFlowJson.Text(line, "Note") is null && KashFlowJson.Text(line, "BulkId") is { } bulk and not "0"
                && await client.Rest.FindAsync($"invoices/bulk/payments/{Uri.EscapeDataString(bulk)}", cancellationToken) is { } payment
                && ReferenceText.Holds(KashFlowJson.Text(payment, "Comment"), reference))
            {
                return line;
            }
        }

        return null;
    }

    /// <summary>Whether there is a payment of this amount and day that says nothing about whose it is.</summary>
    public static bool HasUnmarked(JsonElement invoice, decimal amount, DateOnly date) => Of(invoice).Any(line =>
        KashFlowJson.Decimal(line, "Amount") == amount && KashFlowJson.Day(line, "Date") == date
        && KashFlowJson.Text(line, "Note") is null && KashFlowJson.Text(line, "Reference") is null);

    /// <summary>The one line that was not there before and says nothing that speaks against it; null where there is none, or more than one.</summary>
    public static JsonElement? FindNew(JsonElement before, JsonElement after, decimal amount)
    {
        var known = Of(before).Select(line => KashFlowJson.Text(line, "Id")).ToHashSet();
        var news = Of(after)
            .Where(line => !known.Contains(KashFlowJson.Text(line, "Id")) && KashFlowJson.Decimal(line, "Amount") == amount && KashFlowJson.Text(line, "Note") is null)
            .ToList();
        return news.Count == 1 ? news[0] : null;
    }
}
