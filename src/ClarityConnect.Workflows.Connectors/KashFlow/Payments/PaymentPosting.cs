using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Connectors.KashFlow.Invoices;
using ClarityConnect.Workflows.Connectors.KashFlow.Rest;
using ClarityConnect.Workflows.Connectors.KashFlow.Setup;
using ClarityConnect.Workflows.Connectors.KashFlow.Soap;
using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Payments;

/// <summary>
/// Records a payment at most once. KashFlow has no idempotency key, so the reference is looked up among the invoice's payments before the
/// payment is sent, and again after every doubtful answer. What was recorded is read back.
/// </summary>
/// <param name="client">The company.</param>
/// <param name="request">The payment.</param>
internal sealed class PaymentPosting(KashFlowClient client, PaymentRequest request)
{
    /// <summary>Records the payment unless it is there already.</summary>
    /// <returns>The payment; null where there is no such invoice.</returns>
    /// <exception cref="ActivityException">KashFlow refused or failed, or the payment does not fit the invoice.</exception>
    public async Task<RecordedPayment?> RecordAsync(CancellationToken cancellationToken)
    {
        var (method, account) = await ResolveAsync(cancellationToken);
        return await client.Turns.RunAsync($"invoice {request.InvoiceNumber}", () => LookAndRecordAsync(method, account, cancellationToken), cancellationToken);
    }

    /// <summary>Looks the payment up; null where the invoice has none with the reference.</summary>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.Rejected"/>: the reference has another amount.</exception>
    public async Task<RecordedPayment?> FindAsync(CancellationToken cancellationToken) =>
        await InvoiceLookup.FindAsync(client, request.InvoiceNumber, cancellationToken) is { } invoice ? await FindAsync(invoice, cancellationToken) : null;

    /// <summary>Looks the payment up after an attempt whose outcome is not known; null where it was not recorded.</summary>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.Rejected"/>: nobody can tell, or the reference has another amount.</exception>
    public async Task<RecordedPayment?> FindInterruptedAsync(CancellationToken cancellationToken)
    {
        if (await InvoiceLookup.FindAsync(client, request.InvoiceNumber, cancellationToken) is not { } invoice)
            return null;
        var found = await FindAsync(invoice, cancellationToken);
        return found is null && PaymentLines.HasUnmarked(invoice, request.Amount, request.Date)
            ? throw new ActivityException(
                FailureKind.Rejected,
                $"Invoice {request.InvoiceNumber} has a payment of the same amount and day without a note, which may be '{request.Reference}'. Look at it in KashFlow.")
            : found;
    }

    private async Task<RecordedPayment?> LookAndRecordAsync(SetupEntry method, SetupEntry account, CancellationToken cancellationToken)
    {
        if (await InvoiceLookup.FindAsync(client, request.InvoiceNumber, cancellationToken) is not { } before)
            return null;
        if (await FindAsync(before, cancellationToken) is { } earlier)
            return earlier;
        Check(before);
        if (client.Settings.PaymentsBy == KashFlowService.Rest)
            await client.Rest.PostAsync("invoices/bulk/payments", Bulk(method, account), cancellationToken);
        else
            await client.Soap.CallAsync("InsertInvoicePayment", [Single(method, account)], changesSomething: true, cancellationToken);
        try
        {
            var after = await InvoiceLookup.FindAsync(client, request.InvoiceNumber, cancellationToken) ?? before;
            var line = await PaymentLines.FindAsync(client, after, request.Reference, cancellationToken) ?? PaymentLines.FindNew(before, after, request.Amount);
            return line is { } found
                ? Describe(after, found, alreadyRecorded: false)
                : throw new ActivityException(
                    FailureKind.OutcomeUnknown,
                    $"KashFlow reported that it recorded payment '{request.Reference}', and invoice {request.InvoiceNumber} does not show it. Look at the invoice before it is sent again.");
        }
        catch (ActivityException exception) when (exception.Kind != FailureKind.OutcomeUnknown)
        {
            // The payment is made: only reading it back failed, and a plain retry of the step must not look like one that changed nothing.
            throw new ActivityException(FailureKind.OutcomeUnknown, $"Payment '{request.Reference}' was sent, and reading it back failed: {exception.Message}", exception);
        }
    }

    private async Task<RecordedPayment?> FindAsync(JsonElement invoice, CancellationToken cancellationToken)
    {
        if (await PaymentLines.FindAsync(client, invoice, request.Reference, cancellationToken) is not { } line)
            return null;
        var amount = KashFlowJson.Decimal(line, "Amount") ?? 0;
        if (amount == request.Amount)
            return Describe(invoice, line, alreadyRecorded: true);
        var currency = InvoiceMapping.CurrencyOf(invoice, client.Settings.HomeCurrency);
        throw new ActivityException(
            FailureKind.Rejected,
            $"Invoice {request.InvoiceNumber} already has a payment '{request.Reference}' over {new Money(amount, currency)}, but {new Money(request.Amount, currency)} was to be recorded. Nothing was sent. Correct the payment in KashFlow, or give the other one a reference of its own.");
    }

    /// <summary>KashFlow would record whatever it is sent, so a payment that belongs to something else is stopped here.</summary>
    private void Check(JsonElement invoice)
    {
        var currency = InvoiceMapping.CurrencyOf(invoice, client.Settings.HomeCurrency);
        if (!string.IsNullOrWhiteSpace(request.Currency) && !request.Currency.Trim().Equals(currency, StringComparison.OrdinalIgnoreCase))
            throw Unfit($"is in {currency} and the payment in {request.Currency}. Convert the payment to {currency} first, and book the difference by a journal");
        if (!string.IsNullOrWhiteSpace(request.CustomerCode) && !request.CustomerCode.Trim().Equals(KashFlowJson.Text(invoice, "CustomerCode"), StringComparison.OrdinalIgnoreCase))
            throw Unfit($"belongs to customer {KashFlowJson.Text(invoice, "CustomerCode")}, not to {request.CustomerCode}. Check the payment's reference");
        if (new Money(request.Amount, currency).Round().Amount != request.Amount)
            throw new ActivityException(FailureKind.InvalidData, string.Create(CultureInfo.InvariantCulture, $"The amount {request.Amount} has more digits than {currency}. Round it."));
        var due = KashFlowJson.Decimal(invoice, "DueAmount") ?? 0;
        if (request.Overpayment == OverpaymentHandling.Refuse && request.Amount > 0 && request.Amount > due)
        {
            throw Unfit(
                $"has {new Money(due, currency)} due and {new Money(request.Amount, currency)} was paid. Check whether it is the right invoice; to record it all the same, let the step record overpayments");
        }

        ActivityException Unfit(string why) => new(FailureKind.Rejected, $"Payment '{request.Reference}' was not recorded: invoice {request.InvoiceNumber} {why}.");
    }

    private async Task<(SetupEntry Method, SetupEntry Account)> ResolveAsync(CancellationToken cancellationToken)
    {
        if (request.Amount == 0)
            throw new ActivityException(FailureKind.InvalidData, $"Payment '{request.Reference}' has the amount 0. Leave it out.");
        return (
            KashFlowSetup.Resolve(await KashFlowSetup.PaymentMethodsAsync(client, cancellationToken), request.Method, "payment method"),
            KashFlowSetup.Resolve(await KashFlowSetup.BankAccountsAsync(client, cancellationToken), request.Account, "bank account"));
    }

    private JsonObject Bulk(SetupEntry method, SetupEntry account) => new()
    {
        ["Date"] = KashFlowJson.Write(request.Date),
        ["AccountId"] = long.Parse(account.Id, CultureInfo.InvariantCulture),
        ["Method"] = long.Parse(method.Id, CultureInfo.InvariantCulture),
        ["Comment"] = ReferenceText.Write(request.Reference, request.Note),
        ["PaymentItems"] = new JsonArray(new JsonObject { ["ObjectNumber"] = request.InvoiceNumber, ["Amount"] = request.Amount }),
    };

    private System.Xml.Linq.XElement Single(SetupEntry method, SetupEntry account) => KashFlowSoap.Element("InvoicePayment", (object[])
    [
        KashFlowSoap.Element("PayID", 0),
        KashFlowSoap.Element("PayInvoice", request.InvoiceNumber),
        KashFlowSoap.Element("PayDate", request.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00"),
        KashFlowSoap.Element("PayNote", ReferenceText.Write(request.Reference, request.Note)),
        KashFlowSoap.Element("PayMethod", method.Id),
        KashFlowSoap.Element("PayAccount", account.Id),
        KashFlowSoap.Element("PayAmount", request.Amount),
    ]);

    private RecordedPayment Describe(JsonElement invoice, JsonElement line, bool alreadyRecorded)
    {
        var read = InvoiceMapping.Read(invoice, client.Settings.HomeCurrency);
        var (gross, paid) = (KashFlowJson.Decimal(invoice, "GrossAmount") ?? 0, KashFlowJson.Decimal(invoice, "TotalPaidAmount") ?? 0);
        return new RecordedPayment
        {
            PaymentId = KashFlowJson.Text(line, "Id") ?? "",
            InvoiceNumber = request.InvoiceNumber.ToString(CultureInfo.InvariantCulture),
            Amount = KashFlowJson.Decimal(line, "Amount") ?? request.Amount,
            Currency = read.Currency,
            Date = KashFlowJson.Day(line, "Date") ?? request.Date,
            Reference = request.Reference,
            AlreadyRecorded = alreadyRecorded,
            Invoice = read,
            InvoiceState = Math.Abs(paid) > Math.Abs(gross) ? "Overpaid" : read.Due == 0 ? "Paid" : "Partly paid",
        };
    }
}
