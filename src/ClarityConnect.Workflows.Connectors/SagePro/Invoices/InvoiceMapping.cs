using ClarityConnect.Workflows.Connectors.SagePro.Database;
using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.SagePro.Invoices;

/// <summary>From Sage Pro's open invoices to ours. Credit memos are negative there and positive here.</summary>
internal static class InvoiceMapping
{
    public static Invoice Read(SageProRow row, string currency)
    {
        var isCredit = row.Text(3) == "C";
        var sign = isCredit ? -1 : 1;
        return new Invoice
        {
            InvoiceId = row.Text(0) ?? "",
            Number = row.Text(0),
            CustomerId = row.Text(1),
            Date = row.Day(2) ?? DateOnly.MinValue,
            IsCredit = isCredit,
            Total = sign * row.Number(5),
            Due = row.Text(4) == "V" ? 0 : sign * row.Number(7),
            Currency = currency,
        };
    }
}
