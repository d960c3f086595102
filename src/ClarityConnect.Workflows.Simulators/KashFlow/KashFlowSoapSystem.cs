using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using ClarityConnect.Workflows.Simulators.Faults;
using ClarityConnect.Workflows.Simulators.Wire;
using Microsoft.AspNetCore.Http;

namespace ClarityConnect.Workflows.Simulators.KashFlow;

/// <summary>KashFlow's SOAP interface. User name and password stand in every request; refusals have status 200 and Status NO.</summary>
internal sealed class KashFlowSoapSystem(SimulatorOptions options, KashFlowBooks books) : ISimulatedSystem
{
    private static readonly XNamespace Soap = "http://schemas.xmlsoap.org/soap/envelope/";
    private static readonly XNamespace Ns = "KashFlow";

    public string Name => "kashflow";

    public Call Read(HttpRequest request, string path, string body)
    {
        XElement? method = null;
        try
        {
            method = XDocument.Parse(body).Root?.Element(Soap + "Body")?.Elements().FirstOrDefault();
        }
        catch (XmlException)
        {
            // Answered as a fault when it is carried out.
        }
        if (method is null || method.Name.Namespace != Ns)
            return new Call([new CallPart("unreadable", null)], _ => Fault("soap:Client", "Server was unable to read request."));
        var (operation, key) = method.Name.LocalName switch
        {
            "InsertInvoicePayment" => ("create payment", KashFlowBooks.FirstWord(Text(method.Element(Ns + "InvoicePayment"), "PayNote"))),
            "InsertJournal" => ("create journal", KashFlowBooks.FirstWord(Text(method.Element(Ns + "Jnl"), "Comment"))),
            "DeleteInvoicePayment" => ("delete payment", Text(method, "InvoicePaymentNumber")),
            var other => (other, Text(method, "InvoiceNumber")),
        };
        return new Call([new CallPart(operation, key)], faults => Execute(method, faults));
    }

    public Answer Refuse(Fault fault, int status) => status == 400
        ? Fault("soap:Server", "Server was unable to process request. ---> Execution Timeout Expired.  The timeout period elapsed prior to completion of the operation or the server is not responding.")
        : Fault("soap:Server", "Server was unable to process request.") with { Status = status };

    private static Answer Fault(string code, string words) => Envelope(500, new XElement(Soap + "Fault", new XElement("faultcode", code), new XElement("faultstring", words)));

    private static Answer Envelope(int status, XElement content) => Answer.Xml(
        status, "text/xml; charset=utf-8", new XElement(Soap + "Envelope", new XAttribute(XNamespace.Xmlns + "soap", Soap), new XElement(Soap + "Body", content)));

    private Answer Execute(XElement request, FaultSet faults)
    {
        var method = request.Name.LocalName;
        try
        {
            lock (books.Gate)
            {
                if (faults.Has(FaultKind.AuthenticationFailure) || Text(request, "UserName") != options.KashFlowUser || Text(request, "Password") != options.KashFlowSoapPassword)
                    return No(method, "Incorrect username or password");
                var writer = new KashFlowWriter(books) { MissingNominals = faults.MissingAccounts };
                object? result = method switch
                {
                    "GetInvPayMethods" => KashFlowSettings.Methods.Select(one => Entry("PaymentMethod", ("MethodID", one.Id), ("MethodName", one.Name))),
                    "GetBankAccounts" => KashFlowSettings.BankAccounts.Select(one => Entry("BankAccount", ("AccountID", one.Id), ("AccountName", one.Name))),
                    "GetCurrencies" => KashFlowSettings.Currencies.Select(one => Entry("Currencies", ("CurrencyId", one.Id), ("CurrencyCode", one.Code), ("ExchangeRate", one.Rate))),
                    "GetNominalCodes" => KashFlowSettings.Nominals
                        .Where(one => !faults.MissingAccounts.Contains(one.Code.ToString(CultureInfo.InvariantCulture)))
                        .Select(one => Entry("NominalCode", ("id", one.Id), ("Code", one.Code), ("Name", one.Name), ("debit", 0), ("credit", 0), ("balance", 0))),
                    "GetInvoicePayment" => PaymentsOf(Text(request, "InvoiceNumber") ?? ""),
                    "InsertInvoicePayment" => Pay(request.Element(Ns + "InvoicePayment") ?? throw KashFlowRefusal.Invalid("InvoicePayment is missing"), writer),
                    "DeleteInvoicePayment" => DeletePayment(Text(request, "InvoicePaymentNumber") ?? ""),
                    "InsertJournal" => Post(request.Element(Ns + "Jnl") ?? throw KashFlowRefusal.Invalid("Jnl is missing"), writer),
                    _ => null,
                };
                return result is null
                    ? Fault("soap:Client", $"Server did not recognize the value of HTTP Header SOAPAction: KashFlow/{method}.")
                    : Envelope(200, new XElement(
                        Ns + $"{method}Response", new XElement(Ns + $"{method}Result", result), new XElement(Ns + "Status", "OK"), new XElement(Ns + "StatusDetail")));
            }
        }
        catch (KashFlowRefusal refusal)
        {
            return No(method, refusal.Message);
        }
    }

    private static Answer No(string method, string words) => Envelope(200, new XElement(
        Ns + $"{method}Response", new XElement(Ns + $"{method}Result", 0), new XElement(Ns + "Status", "NO"), new XElement(Ns + "StatusDetail", words))) with
    {
        Outcomes = [$"NO {words}"],
    };

    private static long Pay(XElement payment, KashFlowWriter writer) => writer.Pay(
        Text(payment, "PayInvoice") ?? "", Node(payment, "PayDate"), KashFlowBooks.Number(Node(payment, "PayAmount")), Node(payment, "PayMethod"), Node(payment, "PayAccount"), Node(payment, "PayNote"));

    /// <summary>Debits are positive amounts here; what the service does is not published.</summary>
    private static long Post(XElement journal, KashFlowWriter writer)
    {
        var lines = new List<KashFlowJournalLine>();
        foreach (var line in journal.Element(Ns + "Lines")?.Elements() ?? [])
        {
            var nominal = KashFlowSettings.Nominals.FirstOrDefault(one => one.Id == KashFlowBooks.Number(Node(line, "NominalID")));
            if (nominal.Name is null)
                throw KashFlowRefusal.Invalid($"There is no nominal with the id {Text(line, "NominalID")}");
            var amount = KashFlowBooks.Number(Node(line, "Amount"));
            lines.Add(new KashFlowJournalLine(nominal.Code, Math.Max(amount, 0), Math.Max(-amount, 0), Text(line, "Comment") ?? ""));
        }
        var comment = Text(journal, "Comment") ?? "";
        return (long)KashFlowBooks.Number(writer.PostJournal(KashFlowBooks.Day(Node(journal, "JournalDate")), comment, comment, lines)["Number"]);
    }

    private IEnumerable<XElement> PaymentsOf(string number) => books.Get(KashFlowBooks.Invoices, number, "Invoice")["PaymentLines"]!.AsArray()
        .Select(line => Entry(
            "Payment", ("PayID", line!["Id"]), ("PayInvoice", number), ("PayDate", KashFlowBooks.Day(line["Date"]).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00"),
            ("PayNote", line["Note"]), ("PayMethod", line["Method"]), ("PayAccount", line["AccountId"]), ("PayAmount", line["Amount"])))
        .ToList();

    private int DeletePayment(string id)
    {
        foreach (var invoice in books.Rows(KashFlowBooks.Invoices).ToList())
        {
            var lines = invoice["PaymentLines"]!.AsArray();
            if (lines.FirstOrDefault(line => KashFlowBooks.Key(KashFlowBooks.Number(line!["Id"])) == id) is not { } found)
                continue;
            lines.Remove(found);
            books.Settle(invoice);
            return 1;
        }
        throw KashFlowRefusal.NotFound($"Payment {id}");
    }

    private static XElement Entry(string name, params (string Name, object? Value)[] members) =>
        new(Ns + name, members.Select(member => new XElement(Ns + member.Name, member.Value is JsonNode node ? node.ToString() : member.Value)));

    private static string? Text(XElement? parent, string name) => parent?.Element(Ns + name)?.Value;

    private static JsonValue? Node(XElement parent, string name) => Text(parent, name) is { Length: > 0 } text ? JsonValue.Create(text) : null;
}
