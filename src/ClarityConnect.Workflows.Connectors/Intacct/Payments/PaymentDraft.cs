using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using ClarityConnect.Workflows.Connectors.Intacct.Gateway;
using ClarityConnect.Workflows.Connectors.Intacct.Writes;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Payments;

/// <summary>A customer's payment that is about to be recorded.</summary>
internal sealed record PaymentDraft
{
    /// <summary>The customer.</summary>
    public required string CustomerId { get; init; }

    /// <summary>Our reference, which the payment is recognised by.</summary>
    public required string Reference { get; init; }

    /// <summary>The day of the receipt in the books.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The currency; null for the company's own.</summary>
    public string? Currency { get; init; }

    /// <summary>Intacct's word for how it was paid.</summary>
    public required string Method { get; init; }

    /// <summary>The bank account that the money is on; null where it is not deposited yet.</summary>
    public string? BankAccount { get; init; }

    /// <summary>The account of money that is not deposited yet; null where it is on a bank account.</summary>
    public string? UndepositedAccount { get; init; }

    /// <summary>What it is about.</summary>
    public string? Description { get; init; }

    /// <summary>What goes to which invoice.</summary>
    public required IReadOnlyList<InvoicePayment> Invoices { get; init; }

    /// <summary>What is paid beyond the invoices, kept for the customer.</summary>
    public decimal Overpayment { get; init; }

    /// <summary>Exchange rate, custom fields, and the location and department of an overpayment.</summary>
    public required WriteSettings Settings { get; init; }

    /// <summary>The money, without credits that are used up.</summary>
    public decimal Total => Invoices.Sum(invoice => invoice.Amount) + Overpayment;

    // "Printed Check" is "printedCheck" over there, and "EFT" is "eft".
    private string RestMethod => Method.All(char.IsUpper) ? Method.ToLowerInvariant() : char.ToLowerInvariant(Method[0]) + Method.Replace(" ", "", StringComparison.Ordinal)[1..];

    /// <summary>The words for it.</summary>
    public string What => $"payment '{Reference}'";

    /// <summary>Finds what Intacct would refuse.</summary>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.InvalidData"/>: everything that is wrong.</exception>
    public void Check(decimal amount)
    {
        var problems = new List<string>();
        if (Reference.Length is 0 or > 45)
            problems.Add($"its reference '{Reference}' has {Reference.Length} characters; it needs 1 to 45");
        if (string.IsNullOrWhiteSpace(Currency))
            problems.Add("it has no currency; name it");
        if (BankAccount is null == UndepositedAccount is null)
            problems.Add("it needs either a bank account or an account for money that is not deposited yet");
        if (amount <= 0)
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"its amount is {amount:0.00}; money that goes back is a credit memo"));
        if (Invoices.Count == 0)
            problems.Add("it names no invoice");
        if (Invoices.Any(invoice => string.IsNullOrWhiteSpace(invoice.InvoiceId) || invoice.Amount < 0 || invoice.CreditAmount < 0 || (invoice.Amount == 0 && invoice.CreditAmount == 0)))
            problems.Add("one of its parts names no invoice, or has no amount above zero");
        if (Overpayment < 0)
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{-Overpayment:0.00} more goes to its invoices than was paid ({amount:0.00})"));
        if (problems.Count > 0)
            throw new ActivityException(FailureKind.InvalidData, $"The {What} was not sent: {string.Join("; ", problems)}.");
    }

    /// <summary>The write that records it.</summary>
    public IntacctWrite ToWrite() => new(What, WriteKey.Of("payment", CustomerId, Reference), new XElement("create", ToXml())) { Rest = RestWrite.Create("accounts-receivable/payment", ToJson()) };

    private XElement ToXml() => new(
        "ARPYMT",
        IntacctXml.Optional("FINANCIALENTITY", BankAccount),
        IntacctXml.Optional("UNDEPOSITEDACCOUNTNO", UndepositedAccount),
        new XElement("PAYMENTMETHOD", Method),
        new XElement("CUSTOMERID", CustomerId),
        new XElement("DOCNUMBER", Reference),
        IntacctXml.Optional("DESCRIPTION", Description),
        Settings.Rate.ToElements().Where(element => element.Name != "EXCH_RATE_DATE"),
        new XElement("RECEIPTDATE", IntacctXml.Write(Date)),
        new XElement("PAYMENTDATE", IntacctXml.Write(Date)),
        new XElement("CURRENCY", Currency),
        Overpayment > 0 ? new XElement("OVERPAYMENTAMOUNT", IntacctXml.Write(Overpayment, Currency)) : null,
        Overpayment > 0 ? IntacctXml.Optional("OVERPAYMENTLOCATIONID", Settings.Defaults["location"]) : null,
        Overpayment > 0 ? IntacctXml.Optional("OVERPAYMENTDEPARTMENTID", Settings.Defaults["department"]) : null,
        new XElement("ACTION", "Submit"),
        OwnFields.ToElements(Settings.CustomFields),
        new XElement("ARPYMTDETAILS", Invoices.Select(invoice => new XElement(
            "ARPYMTDETAIL",
            new XElement("RECORDKEY", invoice.InvoiceId),
            invoice.Amount > 0 ? new XElement("TRX_PAYMENTAMOUNT", IntacctXml.Write(invoice.Amount, Currency)) : null,
            invoice.CreditAmount > 0 ? new XElement("ADJUSTMENTKEY", invoice.CreditId) : null,
            invoice.CreditAmount > 0 ? new XElement("TRX_ADJUSTMENTAMOUNT", IntacctXml.Write(invoice.CreditAmount, Currency)) : null))));

    private JsonObject ToJson()
    {
        var json = new JsonObject();
        if (BankAccount is not null)
            json["financialEntity"] = new JsonObject { ["entityId"] = BankAccount };
        if (UndepositedAccount is not null)
            json["undepositedGLAccount"] = new JsonObject { ["id"] = UndepositedAccount };
        json["paymentMethod"] = RestMethod;
        json["customer"] = new JsonObject { ["id"] = CustomerId };
        json["documentNumber"] = Reference;
        if (!string.IsNullOrWhiteSpace(Description))
            json["description"] = Description;
        json["paymentSummary"] = new JsonObject { ["receiptDate"] = IntacctXml.WriteIso(Date) };
        json["txnCurrency"] = new JsonObject { ["currency"] = Currency };
        if (Settings.Rate.ToJson() is { } rate)
            json["exchangeRate"] = rate;
        if (Overpayment > 0)
            json["overPaymentAmount"] = IntacctXml.Write(Overpayment, Currency);
        OwnFields.AddTo(json, Settings.CustomFields);
        json["paymentDetails"] = new JsonArray([.. Invoices.Select(invoice =>
        {
            var amounts = new JsonObject();
            if (invoice.Amount > 0)
                amounts["paymentAmount"] = IntacctXml.Write(invoice.Amount, Currency);
            var detail = new JsonObject { ["arInvoice"] = new JsonObject { ["id"] = invoice.InvoiceId }, ["txnCurrency"] = amounts };
            if (invoice.CreditAmount > 0)
            {
                amounts["adjustmentAmount"] = IntacctXml.Write(invoice.CreditAmount, Currency);
                detail["arAdjustment"] = new JsonObject { ["id"] = invoice.CreditId };
            }

            return (JsonNode)detail;
        })]);
        return json;
    }
}
