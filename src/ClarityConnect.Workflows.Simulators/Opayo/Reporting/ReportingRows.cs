using System.Globalization;
using System.Xml.Linq;

namespace ClarityConnect.Workflows.Simulators.Opayo.Reporting;

/// <summary>What the commands answer. Times are on the wall in London, amounts in major units with commas between the thousands.</summary>
internal static class ReportingRows
{
    private const int MostRows = 50;

    public static IEnumerable<XElement> Of(string command, XElement request, SimulatorOptions options, OpayoBooks books) => command switch
    {
        "version" => [new XElement("version", "1.00")],
        "getTransactionDetail" => Detail(Find(request, books), books),
        "getTransactionList" => List(request, books),
        "getRelatedTransactions" => Related(request, books),
        "getBatchList" => BatchList(request, books),
        "getBatchDetail" => BatchDetail(request, books),
        "getVendorDetails" => [new XElement("vendor", options.OpayoVendor)],
        _ => throw new ReportingRefusal("0013", "The command is unknown."),
    };

    public static string Write(DateTimeOffset moment, bool withMilliseconds = false) =>
        UkClock.Local(moment).ToString(withMilliseconds ? "dd/MM/yyyy HH:mm:ss.fff" : "dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    private static OpayoTransaction Find(XElement request, OpayoBooks books)
    {
        var (id, code) = (request.Element("vpstxid")?.Value, request.Element("vendortxcode")?.Value);
        if (string.IsNullOrEmpty(id) && string.IsNullOrEmpty(code))
            throw new ReportingRefusal("0042", "A vpstxid or vendortxcode is needed.");
        return (string.IsNullOrEmpty(id) ? books.FindByCode(code!) : books.Find(id)) ?? throw new ReportingRefusal("0043", "The transaction was not found.");
    }

    private static IEnumerable<XElement> Detail(OpayoTransaction transaction, OpayoBooks books) =>
    [
        .. Row(transaction, books, withState: true),
        new XElement("securitykey", transaction.SecurityKey),
        new XElement("clientip", "203.0.113.9"),
        new XElement("giftaid", "NO"),
        new XElement("expirydate", transaction.Card.ExpiryDate),
        new XElement("last4digits", transaction.Card.LastFourDigits),
        new XElement("merchantnumber", "1234567"),
        new XElement("accounttype", "E"),
        new XElement("vpsauthcode", transaction.RetrievalReference),
        new XElement("bankauthcode", transaction.BankAuthorisationCode ?? ""),
        new XElement("cv2result", transaction.BankResponseCode == "00" ? "MATCHED" : "NOTCHECKED"),
        new XElement("addressresult", transaction.BankResponseCode == "00" ? "MATCHED" : "NOTCHECKED"),
        new XElement("postcoderesult", transaction.BankResponseCode == "00" ? "MATCHED" : "NOTCHECKED"),
        new XElement("threedresult", transaction.ThreeDSecure switch { "Authenticated" => "OK", "NotAuthenticated" => "NOTAUTHED", var other => other.ToUpperInvariant() }),
        new XElement("repeated", books.IsRepeated(transaction) ? "YES" : "NO"),
        new XElement("surcharge", "0.00"),
    ];

    private static List<XElement> Row(OpayoTransaction transaction, OpayoBooks books, bool withState)
    {
        var row = new List<XElement>
        {
            new("vpstxid", transaction.TransactionId), new("vendortxcode", transaction.VendorTxCode), new("transactiontype", transaction.Type),
            new("started", Write(transaction.StartedAt, withMilliseconds: true)), new("amount", OpayoCurrencies.Format(transaction.MajorAmount, transaction.Currency)),
            new("currency", transaction.Currency), new("refunded", books.IsRefunded(transaction) ? "YES" : "NO"),
        };
        if (transaction.ReferenceTransactionId is { } related)
            row.Add(new XElement("relatedtransactionid", related));
        if (!withState)
            return row;
        row.Add(new XElement("txstateid", (int)transaction.State));
        row.Add(new XElement("status", transaction.State == OpayoState.Authorised ? "Transaction was successfully authorised." : transaction.StatusDetail));
        row.Add(new XElement("description", transaction.Description));
        row.Add(new XElement("paymentsystem", System(transaction.Card.CardType)));
        row.Add(new XElement("authprocessor", transaction.Acquirer));
        row.Add(new XElement("batchid", transaction.BatchId));
        if (transaction.CompletedAt is { } completed)
            row.Add(new XElement("completed", Write(completed, withMilliseconds: true)));
        return row;
    }

    private static IEnumerable<XElement> List(XElement request, OpayoBooks books)
    {
        var (from, to) = Period(request);
        return Page(request, [.. books.Transactions.Where(t => t.StartedAt >= from && t.StartedAt <= to).Select(t => t.TransactionId)], books, withState: true);
    }

    private static IEnumerable<XElement> Related(XElement request, OpayoBooks books)
    {
        var transaction = Find(request, books);
        return Page(request, [.. books.Transactions.Where(t => t.ReferenceTransactionId == transaction.TransactionId).Select(t => t.TransactionId)], books, withState: true);
    }

    private static IEnumerable<XElement> BatchList(XElement request, OpayoBooks books)
    {
        var (from, to) = Period(request);
        yield return new XElement("batches", books.Batches.Where(b => b.CompletedAt >= from && b.CompletedAt <= to).Select(batch => new XElement(
            "batch",
            new XElement("batchid", batch.BatchId),
            new XElement("authprocessorname", batch.Acquirer),
            new XElement("completed", Write(batch.CompletedAt, withMilliseconds: true)),
            new XElement("transactiongroups", batch.TransactionIds.Select(id => books.Find(id)!).GroupBy(t => t.Currency).OrderByDescending(g => g.Key, StringComparer.Ordinal).Select(group => new XElement(
                "transactiongroup",
                new XElement("currency", group.Key),
                new XElement("paymentnumber", group.Count(t => t.Type != "Refund")),
                new XElement("paymentvalue", OpayoCurrencies.Format(group.Where(t => t.Type != "Refund").Sum(t => t.MajorAmount), group.Key)),
                new XElement("refundnumber", group.Count(t => t.Type == "Refund")),
                new XElement("refundvalue", OpayoCurrencies.Format(group.Where(t => t.Type == "Refund").Sum(t => t.MajorAmount), group.Key))))))));
    }

    private static IEnumerable<XElement> BatchDetail(XElement request, OpayoBooks books)
    {
        var acquirer = request.Element("authprocessor")?.Value;
        var batch = books.Batches.FirstOrDefault(b => b.BatchId.ToString(CultureInfo.InvariantCulture) == request.Element("batchid")?.Value && b.Acquirer == acquirer)
            ?? throw new ReportingRefusal("0043", "The batch was not found.");
        return Page(request, batch.TransactionIds, books, withState: false);
    }

    private static IEnumerable<XElement> Page(XElement request, IReadOnlyList<string> all, OpayoBooks books, bool withState)
    {
        var first = Number(request, "startrow", 1);
        var last = Number(request, "endrow", first + MostRows - 1);
        if (last - first + 1 > MostRows)
            throw new ReportingRefusal("0099", "More than 50 rows were asked for.");
        yield return new XElement(
            "transactions",
            new XElement("startrow", first),
            new XElement("endrow", last),
            new XElement("totalrows", all.Count),
            all.Skip(first - 1).Take(last - first + 1).Select(id => new XElement("transaction", Row(books.Find(id)!, books, withState))));
    }

    private static (DateTimeOffset From, DateTimeOffset To) Period(XElement request)
    {
        var (from, to) = (Moment(request, "startdate"), Moment(request, "enddate"));
        if (from > to)
            throw new ReportingRefusal("0038", "The start date is after the end date.");
        if (to > from.AddMonths(1))
            throw new ReportingRefusal("0039", "The range is longer than a month.");
        // A date names the whole second.
        return (from, to.AddSeconds(1).AddTicks(-1));
    }

    private static DateTimeOffset Moment(XElement request, string name) =>
        DateTime.TryParseExact(request.Element(name)?.Value, "dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? UkClock.At(local)
            : throw new ReportingRefusal("3009", $"The {name} is not a date.");

    private static int Number(XElement request, string name, int otherwise) =>
        int.TryParse(request.Element(name)?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : otherwise;

    private static string System(string cardType) => cardType switch
    {
        "MasterCard" => "MC",
        "DebitMasterCard" => "MCDEBIT",
        "AmericanExpress" => "AMEX",
        "VisaDebit" => "DELTA",
        _ => cardType.ToUpperInvariant(),
    };
}
