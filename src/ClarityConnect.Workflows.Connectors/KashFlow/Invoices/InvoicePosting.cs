using System.Globalization;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors.KashFlow.Rest;
using ClarityConnect.Workflows.Connectors.KashFlow.Setup;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Invoices;

/// <summary>Creates a document at most once: it is looked up by customer and reference before, and after every doubtful answer.</summary>
/// <param name="client">The company.</param>
/// <param name="invoice">The document.</param>
/// <param name="defaultNominalCode">The nominal code of lines without one; null for none.</param>
internal sealed class InvoicePosting(KashFlowClient client, Invoice invoice, string? defaultNominalCode)
{
    /// <summary>Creates the document unless it is there already.</summary>
    /// <exception cref="ActivityException">KashFlow refused or failed, or the document is not complete.</exception>
    public async Task<(Invoice Invoice, bool IsNew)> CreateAsync(CancellationToken cancellationToken)
    {
        Check();
        var rate = await ExchangeRateAsync(cancellationToken);
        return await client.Turns.RunAsync(
            $"customer {invoice.CustomerId}",
            async () =>
            {
                if (await FindAsync(cancellationToken) is { } earlier)
                    return (earlier, false);
                var created = await client.Rest.PostAsync("invoices", Body(rate), cancellationToken);
                // One page of the contract shows an empty answer; the document itself has the number then.
                var number = KashFlowJson.Whole(created, "Number");
                var detail = number is { } known ? await InvoiceLookup.FindAsync(client, known, cancellationToken) : null;
                var result = detail is { } read ? InvoiceMapping.Read(read, client.Settings.HomeCurrency) : await FindAsync(cancellationToken);
                return result is not null
                    ? (result, true)
                    : throw new ActivityException(
                        FailureKind.OutcomeUnknown,
                        $"KashFlow reported that it created the invoice with reference '{invoice.Reference}', and does not show it. Look for it in KashFlow before it is sent again.");
            },
            cancellationToken);
    }

    /// <summary>Looks the document up; null where it is not there.</summary>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.Rejected"/>: a document with the reference has another total.</exception>
    public async Task<Invoice?> FindAsync(CancellationToken cancellationToken)
    {
        if (await InvoiceLookup.FindByReferenceAsync(client, invoice.CustomerId!, invoice.Reference!, invoice.IsCredit, cancellationToken) is not { } row)
            return null;
        var detail = await InvoiceLookup.FindAsync(client, InvoiceLookup.NumberOf(row), cancellationToken) ?? row;
        var found = InvoiceMapping.Read(detail, client.Settings.HomeCurrency);
        if (found.Total == invoice.Total && found.Currency == invoice.Currency)
            return found;
        throw new ActivityException(
            FailureKind.Rejected,
            $"KashFlow already has invoice {found.Number} of customer {invoice.CustomerId} with reference '{invoice.Reference}' over {new Money(found.Total, found.Currency)}, but {new Money(invoice.Total, invoice.Currency)} was to be invoiced. Nothing was sent. Correct that invoice, or use another reference.");
    }

    private void Check()
    {
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(invoice.CustomerId))
            problems.Add("it has no customer code");
        if (string.IsNullOrWhiteSpace(invoice.Reference))
            problems.Add("it has no reference, by which it is created once");
        if (invoice.Date == default)
            problems.Add("it has no date");
        if (invoice.Lines.Count == 0)
            problems.Add("it has no line");
        for (var i = 0; i < invoice.Lines.Count; i++)
        {
            var line = invoice.Lines[i];
            if (line.Quantity * line.UnitPrice != line.Amount)
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"line {i + 1} says {line.Quantity} × {line.UnitPrice} is {line.Amount}"));
            if (NominalOf(line) is null)
                problems.Add($"line {i + 1} has no nominal code; give its account, or a default nominal code");
        }

        var total = invoice.Lines.Sum(line => line.Amount + line.Tax);
        if (total != invoice.Total)
            problems.Add($"its lines and their VAT come to {new Money(total, invoice.Currency)}, its total to {new Money(invoice.Total, invoice.Currency)}");
        if (problems.Count > 0)
            throw new ActivityException(FailureKind.InvalidData, $"The invoice '{invoice.Reference}' was not sent: {string.Join("; ", problems)}.");
    }

    private async Task<decimal?> ExchangeRateAsync(CancellationToken cancellationToken)
    {
        if (invoice.Currency == client.Settings.HomeCurrency)
            return null;
        var currencies = await KashFlowSetup.CurrenciesAsync(client, cancellationToken);
        var found = currencies.FirstOrDefault(currency => currency.Code == invoice.Currency) ?? throw new ActivityException(
            FailureKind.Rejected,
            $"KashFlow has no currency {invoice.Currency}. There are: {string.Join(", ", currencies.Select(currency => currency.Code))}. Add it in KashFlow, or convert the invoice.");
        return found.ExchangeRate;
    }

    private JsonObject Body(decimal? rate)
    {
        var currency = new JsonObject { ["Code"] = invoice.Currency };
        if (rate is not null)
            currency["ExchangeRate"] = rate;
        var body = new JsonObject
        {
            ["CustomerCode"] = invoice.CustomerId,
            ["CustomerReference"] = invoice.Reference,
            ["IssuedDate"] = KashFlowJson.Write(invoice.Date),
            ["DueDate"] = KashFlowJson.Write(invoice.DueDate ?? invoice.Date),
            ["Currency"] = currency,
            ["LineItems"] = new JsonArray([.. invoice.Lines.Select((line, index) => Line(line, index + 1))]),
        };
        if (!string.IsNullOrEmpty(invoice.Number))
            body["Number"] = DocumentNumber.Parse(invoice.Number);
        return body;
    }

    private JsonObject Line(InvoiceLine line, int number)
    {
        var sign = invoice.IsCredit ? -1 : 1;
        var body = new JsonObject
        {
            ["Number"] = number,
            ["Description"] = line.Description,
            ["Quantity"] = line.Quantity * sign,
            ["Rate"] = line.UnitPrice,
            ["VATLevel"] = VatPercent(line),
            ["VATAmount"] = line.Tax * sign,
            ["NominalCode"] = DocumentNumber.ParseNominal(NominalOf(line)!),
        };
        if (!string.IsNullOrEmpty(line.Sku))
            body["ProductCode"] = line.Sku;
        if (!string.IsNullOrEmpty(line.Project))
            body["ProjectNumber"] = line.Project;
        return body;
    }

    private string? NominalOf(InvoiceLine line) =>
        !string.IsNullOrWhiteSpace(line.Account) ? line.Account : string.IsNullOrWhiteSpace(defaultNominalCode) ? null : defaultNominalCode;

    // KashFlow wants the rate beside the amount; where the line does not say it, the amounts do, to the half percent that rates have.
    private static decimal VatPercent(InvoiceLine line) =>
        decimal.TryParse(line.TaxCode?.Trim().TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out var percent)
            ? percent
            : line.Amount == 0 ? 0 : decimal.Round(line.Tax / line.Amount * 200, MidpointRounding.AwayFromZero) / 2;
}
