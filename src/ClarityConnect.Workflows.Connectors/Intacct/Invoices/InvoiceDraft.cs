using System.Globalization;
using ClarityConnect.Workflows.Connectors.Intacct.Writes;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Invoices;

/// <summary>An invoice or credit memo that is about to be made, with everything that applies to it.</summary>
/// <param name="Invoice">The invoice. Amounts are positive, for credits too.</param>
/// <param name="Number">The number that people see, which the invoice is recognised by.</param>
/// <param name="Lines">What is written: the lines, and the tax where it has an account.</param>
/// <param name="Settings">What applies to all lines.</param>
internal sealed record InvoiceDraft(Invoice Invoice, string Number, IReadOnlyList<InvoiceLine> Lines, WriteSettings Settings)
{
    /// <summary>What it is about; null for nothing.</summary>
    public string? Description { get; init; }

    /// <summary>Whether it is only drafted.</summary>
    public bool IsDraft { get; init; }

    /// <summary>The term of payment; null for the customer's own, or a due date.</summary>
    public string? Term { get; init; }

    /// <summary>The number of the invoice that a credit belongs to; null for none.</summary>
    public string? CreditedNumber { get; init; }

    /// <summary>Everything together.</summary>
    public decimal Total => Lines.Sum(line => line.Amount);

    /// <summary>The words for it.</summary>
    public string What => $"{(Invoice.IsCredit ? "credit memo" : "invoice")} '{Number}'";

    /// <summary>What Intacct recognises it by.</summary>
    public string Key => WriteKey.Of(Invoice.IsCredit ? "credit" : "invoice", Invoice.CustomerId!, Number);

    /// <summary>The dimensions of a line.</summary>
    public DimensionTags Tags(InvoiceLine line) => new DimensionTags()
        .Add("location", line.Location).Add("department", line.Department).Add("project", line.Project).Add("item", line.Sku)
        .AddAll(Settings.Defaults);

    /// <summary>Checks an invoice and adds its tax as a line.</summary>
    /// <param name="invoice">The invoice.</param>
    /// <param name="taxAccount">The account that tax is owed on; null where the lines have none.</param>
    /// <param name="defaultAccount">The revenue account of lines without one; null for none.</param>
    /// <param name="settings">What applies to all lines.</param>
    /// <param name="severalCurrencies">Whether the company books in several currencies.</param>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>: everything that is wrong.</exception>
    public static InvoiceDraft Of(Invoice invoice, string? taxAccount, string? defaultAccount, WriteSettings settings, bool severalCurrencies)
    {
        var number = invoice.Number is { Length: > 0 } given ? given : invoice.Reference ?? "";
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(number))
            problems.Add("it has neither a number nor a reference; it is recognised by one of them");
        if (string.IsNullOrWhiteSpace(invoice.CustomerId))
            problems.Add("it names no customer");
        if (invoice.Date == default)
            problems.Add("it has no date");
        if (severalCurrencies && string.IsNullOrWhiteSpace(invoice.Currency))
            problems.Add("it has no currency; the company books in several, so name it");
        if (invoice.Lines.Count == 0)
            problems.Add("it has no lines");
        var lines = invoice.Lines.Select(line => line with { Account = string.IsNullOrWhiteSpace(line.Account) ? defaultAccount : line.Account }).ToList();
        for (var i = 0; i < lines.Count; i++)
            problems.AddRange(Problems(lines[i], invoice.Currency).Select(problem => $"line {i + 1} {problem}"));
        var tax = lines.GroupBy(line => (line.Location, line.Department)).Select(group => (group.Key, Tax: group.Sum(line => line.Tax))).Where(group => group.Tax != 0).ToList();
        if (tax.Count > 0 && string.IsNullOrWhiteSpace(taxAccount))
            problems.Add("its lines have tax; name the account that tax is owed on");
        if (problems.Count > 0)
            throw new ActivityException(FailureKind.InvalidData, $"The {(invoice.IsCredit ? "credit memo" : "invoice")} '{number}' was not sent: {string.Join("; ", problems)}.");
        lines.AddRange(tax.Select(group => new InvoiceLine
        {
            Account = taxAccount, Description = "Tax", Amount = group.Tax, Location = group.Key.Location, Department = group.Key.Department,
        }));
        return new InvoiceDraft(invoice, number, lines, settings);
    }

    private static IEnumerable<string> Problems(InvoiceLine line, string? currency)
    {
        if (string.IsNullOrWhiteSpace(line.Account))
            yield return "has no account, and no default account is given";
        if (line.Amount == 0)
            yield return "has the amount 0; leave it out";
        else if (new Money(line.Amount, currency ?? "USD").Round().Amount != line.Amount)
            yield return string.Create(CultureInfo.InvariantCulture, $"has the amount {line.Amount}, which has more digits than the currency");
    }
}
