using System.Globalization;
using System.Xml.Linq;

namespace ClarityConnect.Workflows.Simulators.Intacct;

/// <summary>Payments of customers: they lower what is due on invoices, and reversing them raises it again.</summary>
internal sealed class ArPayments(WriteContext context, Books books)
{
    private static readonly string[] Methods = ["Printed Check", "Cash", "EFT", "Credit Card", "Online Charge Card", "Online ACH Debit"];

    private readonly CompanyRules _rules = new(context, books, "Could not create ArPymt record!", "AR-0952");

    public Books Create(XElement source, out string key)
    {
        var customer = _rules.Customer(_rules.Required(source, "CUSTOMERID")).Key;
        var date = _rules.Date(source, "RECEIPTDATE") ?? throw _rules.Field("RECEIPTDATE is required.");
        _rules.Period(date);
        var method = _rules.Required(source, "PAYMENTMETHOD");
        if (!Methods.Contains(method))
            throw _rules.Reference("Payment method", method);
        var (bank, undeposited) = (CompanyRules.Text(source, "FINANCIALENTITY"), CompanyRules.Text(source, "UNDEPOSITEDACCOUNTNO"));
        if (bank is null == undeposited is null)
            throw _rules.Field("Either FINANCIALENTITY or UNDEPOSITEDACCOUNTNO is required.");
        if (bank is not null && CompanySetup.BankAccounts.All(b => b.Id != bank))
            throw _rules.Reference("Bank account", bank);
        if (undeposited is not null)
            _rules.Account(undeposited);
        if (CompanyRules.Text(source, "CURRENCY") is null)
            throw _rules.Field("Currency is required.");
        var (currency, rate) = _rules.Currency(CompanyRules.Text(source, "CURRENCY"), CompanyRules.Text(source, "EXCH_RATE_TYPE_ID"), CompanyRules.Text(source, "EXCHANGE_RATE"), "");

        var changed = books;
        var recordNo = books.LastRecordNo + 1;
        var lines = new List<IReadOnlyDictionary<string, string>>();
        decimal total = _rules.Amount(CompanyRules.Text(source, "OVERPAYMENTAMOUNT") ?? "0", "");
        foreach (var detail in source.Element("ARPYMTDETAILS")?.Elements("ARPYMTDETAIL") ?? [])
        {
            var invoice = Find(changed, "ARINVOICE", _rules.Required(detail, "RECORDKEY"), "Invoice");
            if (invoice["CUSTOMERID"] != customer || invoice["STATE"] is "Reversed" or "Draft")
                throw _rules.Field($"Invoice {invoice.Key} cannot be paid by customer {customer}.");
            var (paid, credited) = (_rules.Amount(CompanyRules.Text(detail, "TRX_PAYMENTAMOUNT") ?? "0", ""), _rules.Amount(CompanyRules.Text(detail, "TRX_ADJUSTMENTAMOUNT") ?? "0", ""));
            if (paid + credited > invoice.Amount("TRX_TOTALDUE"))
                throw _rules.Field($"The payment of {CompanyRules.Write(paid + credited)} exceeds what is due on invoice {invoice.Key} ({invoice["TRX_TOTALDUE"]}).");
            changed = changed.With(Paid(invoice, paid + credited));
            if (credited > 0)
            {
                var credit = Find(changed, "ARADJUSTMENT", _rules.Required(detail, "ADJUSTMENTKEY"), "Adjustment");
                if (credited > -credit.Amount("TRX_TOTALDUE"))
                    throw _rules.Field($"The credit of {CompanyRules.Write(credited)} exceeds what is left of adjustment {credit.Key}.");
                changed = changed.With(Paid(credit, -credited));
            }
            total += paid;
            lines.Add(new Dictionary<string, string>
            {
                ["RECORDNO"] = string.Create(CultureInfo.InvariantCulture, $"{recordNo}{lines.Count + 1:000}"),
                ["PAYMENTKEY"] = recordNo.ToString(CultureInfo.InvariantCulture),
                ["RECORDKEY"] = invoice.RecordNo.ToString(CultureInfo.InvariantCulture),
                ["TRX_PAYMENTAMOUNT"] = CompanyRules.Write(paid),
                ["ADJUSTMENTKEY"] = CompanyRules.Text(detail, "ADJUSTMENTKEY") ?? "",
                ["TRX_ADJUSTMENTAMOUNT"] = CompanyRules.Write(credited),
            });
        }
        if (lines.Count == 0)
            throw _rules.Field("At least one ARPYMTDETAIL is required.");
        key = recordNo.ToString(CultureInfo.InvariantCulture);
        var number = CompanyRules.Text(source, "DOCNUMBER") ?? key;
        return changed.With(new BookedRecord
        {
            Object = "ARPYMT", RecordNo = recordNo, Key = number, Lines = lines, ControlId = context.ControlId,
            CreatedAt = context.Now, ModifiedAt = context.Now, ModifiedBy = CompanySetup.WebServicesUser,
            Fields = new Dictionary<string, string>
            {
                ["CUSTOMERID"] = customer, ["DOCNUMBER"] = number, ["PAYMENTMETHOD"] = method, ["RECEIPTDATE"] = CompanyRules.Write(date), ["CURRENCY"] = currency,
                ["FINANCIALENTITY"] = bank ?? "", ["UNDEPOSITEDACCOUNTNO"] = undeposited ?? "", ["DESCRIPTION"] = CompanyRules.Text(source, "DESCRIPTION") ?? "", ["STATE"] = "Complete",
                ["TRX_TOTALENTERED"] = CompanyRules.Write(total), ["TOTALENTERED"] = CompanyRules.Write(Math.Round(total * rate, 2, MidpointRounding.AwayFromZero)),
            },
        });
    }

    public Books Reverse(XElement source, out string key)
    {
        key = source.Attribute("key")?.Value ?? "";
        _rules.Period(_rules.Parts(source, "datereversed") ?? throw _rules.Field("datereversed is required."));
        var payment = Find(books, "ARPYMT", key, "Payment");
        if (payment["STATE"] == "Reversed")
            throw _rules.Field($"Payment {payment.Key} is already reversed.");
        var changed = books.With(payment.With(context.Now, CompanySetup.WebServicesUser, ("STATE", "Reversed")));
        foreach (var line in payment.Lines)
        {
            var credited = decimal.Parse(line["TRX_ADJUSTMENTAMOUNT"], CultureInfo.InvariantCulture);
            changed = changed.With(Paid(Find(changed, "ARINVOICE", line["RECORDKEY"], "Invoice"), -decimal.Parse(line["TRX_PAYMENTAMOUNT"], CultureInfo.InvariantCulture) - credited));
            if (credited > 0)
                changed = changed.With(Paid(Find(changed, "ARADJUSTMENT", line["ADJUSTMENTKEY"], "Adjustment"), credited));
        }
        return changed;
    }

    private BookedRecord Paid(BookedRecord record, decimal amount)
    {
        var (due, paid) = (record.Amount("TRX_TOTALDUE") - amount, record.Amount("TRX_TOTALPAID") + amount);
        var rate = record.Amount("TRX_TOTALENTERED") == 0 ? 1 : record.Amount("TOTALENTERED") / record.Amount("TRX_TOTALENTERED");
        return record.With(
            context.Now, CompanySetup.WebServicesUser, ("TRX_TOTALDUE", CompanyRules.Write(due)), ("TRX_TOTALPAID", CompanyRules.Write(paid)),
            ("TOTALDUE", CompanyRules.Write(Math.Round(due * rate, 2))), ("TOTALPAID", CompanyRules.Write(Math.Round(paid * rate, 2))),
            ("STATE", due == 0 ? "Paid" : paid == 0 ? "Posted" : "Partially Paid"));
    }

    private BookedRecord Find(Books where, string objectName, string recordNo, string label) =>
        where.Of(objectName).FirstOrDefault(r => r.RecordNo.ToString(CultureInfo.InvariantCulture) == recordNo) ?? throw _rules.Reference(label, recordNo);
}
