using System.Globalization;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Refunds;

/// <summary>Divides a refunded amount among the nominal codes and VAT rates of its invoice, so that the credit note comes to the last penny.</summary>
internal static class RefundLines
{
    /// <summary>The lines of the credit note.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="amount">The refunded amount with VAT, positive.</param>
    /// <param name="description">What the lines say.</param>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>: the invoice has no lines to divide among.</exception>
    public static IReadOnlyList<InvoiceLine> Divide(Invoice invoice, decimal amount, string description)
    {
        var groups = invoice.Lines
            .GroupBy(line => (line.Account, line.TaxCode))
            .Select(group => (group.Key.Account, group.Key.TaxCode, Net: group.Sum(line => line.Amount), Tax: group.Sum(line => line.Tax)))
            .Where(group => group.Net + group.Tax != 0)
            .ToList();
        var gross = groups.Sum(group => group.Net + group.Tax);
        if (gross <= 0)
            throw new ActivityException(FailureKind.InvalidData, $"Invoice {invoice.Number} has no lines that could be refunded. Refund it as a negative payment, or by hand.");
        var lines = new List<InvoiceLine>();
        decimal reached = 0, given = 0;
        foreach (var (account, taxCode, net, tax) in groups)
        {
            // Each share ends where the sum so far ends when rounded, so the shares together are the amount whatever is rounded.
            reached += net + tax;
            var share = Round(amount * reached / gross) - given;
            given += share;
            if (share == 0)
                continue;
            var shareOfTax = Round(share * tax / (net + tax));
            lines.Add(new InvoiceLine
            {
                Description = description,
                Account = account,
                TaxCode = taxCode,
                Quantity = 1,
                UnitPrice = share - shareOfTax,
                Amount = share - shareOfTax,
                Tax = shareOfTax,
            });
        }

        return lines;

        decimal Round(decimal value) => new Money(value, invoice.Currency).Round().Amount;
    }

    /// <summary>What the lines of a credit note say by themselves.</summary>
    public static string Describe(Invoice invoice, string? reason) =>
        string.IsNullOrWhiteSpace(reason) ? string.Create(CultureInfo.InvariantCulture, $"Refund of invoice {invoice.Number}") : reason.Trim();
}
