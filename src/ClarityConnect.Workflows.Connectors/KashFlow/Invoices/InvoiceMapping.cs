using System.Globalization;
using System.Text.Json;
using ClarityConnect.Workflows.Connectors.KashFlow.Rest;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Invoices;

/// <summary>KashFlow's invoices as canonical ones. A credit note is an invoice with negative quantities there; its amounts are turned here.</summary>
internal static class InvoiceMapping
{
    public static Invoice Read(JsonElement row, string homeCurrency)
    {
        var gross = KashFlowJson.Decimal(row, "GrossAmount") ?? 0;
        var sign = gross < 0 ? -1 : 1;
        return new Invoice
        {
            InvoiceId = KashFlowJson.Text(row, "Id") ?? "",
            Number = KashFlowJson.Text(row, "Number"),
            IsCredit = gross < 0,
            Reference = KashFlowJson.Text(row, "CustomerReference"),
            CustomerId = KashFlowJson.Text(row, "CustomerCode"),
            Date = KashFlowJson.Day(row, "IssuedDate") ?? default,
            DueDate = KashFlowJson.Day(row, "DueDate"),
            Currency = CurrencyOf(row, homeCurrency),
            Total = gross * sign,
            Due = (KashFlowJson.Decimal(row, "DueAmount") ?? 0) * sign,
            Lines = [.. (KashFlowJson.List(row, "LineItems") ?? []).Select(line => Line(line, sign))],
        };
    }

    /// <summary>The currency of a document; rows of lists may leave it out.</summary>
    public static string CurrencyOf(JsonElement row, string homeCurrency) =>
        (KashFlowJson.Find(row, "Currency") is { } currency ? KashFlowJson.Text(currency, "Code") : null)?.ToUpperInvariant() ?? homeCurrency;

    private static InvoiceLine Line(JsonElement line, int sign)
    {
        var quantity = (KashFlowJson.Decimal(line, "Quantity") ?? 0) * sign;
        var price = KashFlowJson.Decimal(line, "Rate") ?? 0;
        return new InvoiceLine
        {
            Description = KashFlowJson.Text(line, "Description"),
            Sku = KashFlowJson.Text(line, "ProductCode"),
            Account = KashFlowJson.Text(line, "NominalCode"),
            Quantity = quantity,
            UnitPrice = price,
            Amount = quantity * price,
            Tax = (KashFlowJson.Decimal(line, "VATAmount") ?? 0) * sign,
            TaxCode = KashFlowJson.Decimal(line, "VATLevel")?.ToString("0.####", CultureInfo.InvariantCulture),
            Project = KashFlowJson.Text(line, "ProjectNumber") is { } project and not "0" ? project : null,
        };
    }
}
