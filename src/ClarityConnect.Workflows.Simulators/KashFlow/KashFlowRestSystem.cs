using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators.Faults;
using ClarityConnect.Workflows.Simulators.Wire;
using Microsoft.AspNetCore.Http;

namespace ClarityConnect.Workflows.Simulators.KashFlow;

/// <summary>KashFlow's REST interface.</summary>
internal sealed class KashFlowRestSystem(KashFlowBooks books, KashFlowTokens tokens) : ISimulatedSystem
{
    private const string DatabaseError = "-2146232060";

    public string Name => "kashflow";

    /// <summary>Whether the operation POST /invoices/{number}/payments exists, which the vendor's contract does not have.</summary>
    public bool OffersDirectPayments { get; set; }

    public Call Read(HttpRequest request, string path, string body)
    {
        var parts = path.Trim('/').Split('/');
        JsonObject? json = null;
        try
        {
            json = body.Length == 0 ? null : JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            // Answered as a wrong request when it is carried out.
        }
        var (operation, key) = Describe(request.Method, parts, json);
        return new Call([new CallPart(operation, key)], faults => Execute(request, parts, json, faults));
    }

    /// <summary>Status 400 is what the service answers when its database is overloaded.</summary>
    public Answer Refuse(Fault fault, int status) => Answer.Json(status, status switch
    {
        400 => KashFlowRefusal.Body(DatabaseError, "Execution Timeout Expired.  The timeout period elapsed prior to completion of the operation or the server is not responding."),
        401 => KashFlowRefusal.Body("InvalidSessionToken", "Session token provided is invalid."),
        429 => KashFlowRefusal.Body("TooManyRequests", "Too many requests (simulator text)."),
        _ => KashFlowRefusal.Body("InternalServerError", "An error has occurred."),
    });

    private static (string Operation, string? Key) Describe(string method, string[] parts, JsonObject? body)
    {
        if (parts[0] == "sessiontoken")
            return (method == "POST" ? "sign in" : method == "PUT" ? "memorable word" : $"{method} sessiontoken", null);
        var isNote = parts.Length >= 3 && parts[2] == "notes";
        var isBulk = parts is [_, "bulk", "payments", ..];
        var thing = isNote ? "note" : isBulk ? "payment" : parts[0] switch { "invoices" => "invoice", "customers" => "customer", "journals" => "journal", var other => other };
        var key = isNote ? KashFlowBooks.FirstWord((string?)body?["Text"]) ?? parts[1]
            : isBulk || parts[0] == "journals" ? KashFlowBooks.FirstWord((string?)body?["Comment"]) ?? (parts.Length > 1 ? parts[^1] : null)
            : parts.Length > 1 ? parts[1]
            : KashFlowBooks.Text(body?["CustomerReference"]) ?? KashFlowBooks.Text(body?["Code"]);
        return (method switch { "POST" => $"create {thing}", "PUT" => $"update {thing}", "DELETE" => $"delete {thing}", _ => $"{method} {thing}" }, key);
    }

    private Answer Execute(HttpRequest request, string[] parts, JsonObject? body, FaultSet faults)
    {
        try
        {
            lock (books.Gate)
            {
                if (parts[0] == "sessiontoken")
                {
                    return request.Method switch
                    {
                        "POST" => tokens.Begin(Body(body), faults),
                        "PUT" => tokens.Complete(Body(body)),
                        "DELETE" when parts.Length == 2 => tokens.End(parts[1]),
                        _ => throw new KashFlowRefusal(405, "MethodNotAllowed", "The requested resource does not support this method."),
                    };
                }
                tokens.Check(request.Headers.Authorization, faults);
                var writer = new KashFlowWriter(books) { MissingNominals = faults.MissingAccounts };
                return parts switch
                {
                    ["invoices" or "purchases", "bulk", "payments", ..] => Bulk(request, parts, body, writer),
                    ["invoices" or "3" or "customers" or "1", var key, "notes"] => Notes(request, parts[0] is "invoices" or "3", key, body, writer),
                    ["invoices", var number, "payments"] when OffersDirectPayments && request.Method == "POST" => Direct(number, Body(body), writer),
                    ["invoices", ..] => Invoices(request, parts, body, writer),
                    ["customers", ..] => Customers(request, parts, body, writer),
                    ["journals", ..] => Journals(request, parts, body, writer),
                    _ when request.Method == "GET" => Answer.Json(200, KashFlowSetupLists.Of(string.Join('/', parts), faults.MissingAccounts)),
                    _ => throw new KashFlowRefusal(405, "MethodNotAllowed", "The requested resource does not support this method."),
                };
            }
        }
        catch (KashFlowRefusal refusal)
        {
            return refusal.ToAnswer();
        }
    }

    private Answer Invoices(HttpRequest request, string[] parts, JsonObject? body, KashFlowWriter writer) => (request.Method, parts.Length) switch
    {
        ("GET", 1) => Answer.Json(200, KashFlowPage.Of(request, books.Rows(KashFlowBooks.Invoices).Where(row => Matches(row, request.Query)), "LineItems", "PaymentLines")),
        ("POST", 1) => Created(writer.CreateInvoice(Body(body)), "invoices", "Number"),
        ("GET", 2) => Ok(books.Get(KashFlowBooks.Invoices, parts[1], "Invoice")),
        ("PUT", 2) => Ok(writer.ReplaceInvoice(books.Get(KashFlowBooks.Invoices, parts[1], "Invoice"), Body(body))),
        ("DELETE", 2) => Deleted(KashFlowBooks.Invoices, parts[1], "Invoice"),
        _ => throw new KashFlowRefusal(405, "MethodNotAllowed", "The requested resource does not support this method."),
    };

    private Answer Customers(HttpRequest request, string[] parts, JsonObject? body, KashFlowWriter writer) => (request.Method, parts) switch
    {
        ("GET", [_]) => Answer.Json(200, KashFlowPage.Of(request, books.Rows(KashFlowBooks.Customers))),
        ("POST", [_]) => Created(writer.CreateCustomer(Body(body)), "customers", "Code"),
        ("GET", [_, var code]) => Ok(books.Get(KashFlowBooks.Customers, code, "Customer")),
        ("PUT", [_, var code]) => Ok(writer.ReplaceCustomer(books.Get(KashFlowBooks.Customers, code, "Customer"), Body(body))),
        ("DELETE", [_, var code]) => Deleted(KashFlowBooks.Customers, code, "Customer"),
        ("GET", [_, var code, "advancepayments"]) => Answer.Json(200, KashFlowPage.Of(request, Overpayments(code))),
        _ => throw new KashFlowRefusal(405, "MethodNotAllowed", "The requested resource does not support this method."),
    };

    private Answer Bulk(HttpRequest request, string[] parts, JsonObject? body, KashFlowWriter writer) => (request.Method, parts.Length) switch
    {
        _ when parts[0] != "invoices" => throw KashFlowRefusal.NotFound("Purchases"),
        ("POST", 3) => Created(writer.PayInBulk(Body(body)), "invoices/bulk/payments", "Number"),
        ("GET", 4) => Ok(books.Get(KashFlowBooks.BulkPayments, parts[3], "Bulk payment")),
        _ => throw new KashFlowRefusal(405, "MethodNotAllowed", "The requested resource does not support this method."),
    };

    private Answer Notes(HttpRequest request, bool ofInvoice, string key, JsonObject? body, KashFlowWriter writer)
    {
        _ = ofInvoice ? books.Get(KashFlowBooks.Invoices, key, "Invoice") : books.Get(KashFlowBooks.Customers, key, "Customer");
        var owner = $"{(ofInvoice ? "invoice" : "customer")} {key}";
        return request.Method switch
        {
            "GET" => Answer.Json(200, books.Find(KashFlowBooks.Notes, owner)?["List"]!.DeepClone() ?? new JsonArray()),
            "POST" => Created(writer.AddNote(owner, Body(body)), $"invoices/{key}/notes", "Number"),
            _ => throw new KashFlowRefusal(405, "MethodNotAllowed", "The requested resource does not support this method."),
        };
    }

    private Answer Journals(HttpRequest request, string[] parts, JsonObject? body, KashFlowWriter writer) => (request.Method, parts.Length) switch
    {
        ("GET", 1) => Answer.Json(200, KashFlowPage.Of(request, books.Rows(KashFlowBooks.Journals), "LineItems")),
        ("POST", 1) => Created(Journal(Body(body), writer), "journals", "Number"),
        ("GET", 2) => Ok(books.Get(KashFlowBooks.Journals, parts[1], "Journal")),
        ("DELETE", 2) => Deleted(KashFlowBooks.Journals, parts[1], "Journal"),
        _ => throw new KashFlowRefusal(405, "MethodNotAllowed", "The requested resource does not support this method."),
    };

    /// <summary>Takes the shape with LineItems; another one that is told of in the wild has never been confirmed and is refused.</summary>
    private static JsonObject Journal(JsonObject body, KashFlowWriter writer) => body["LineItems"] is JsonArray lines
        ? writer.PostJournal(
            KashFlowBooks.Day(body["JournalDate"]),
            KashFlowBooks.Text(body["JournalName"]) ?? "",
            KashFlowBooks.Text(body["Comment"]) ?? "",
            [.. lines.Select(line => new KashFlowJournalLine(
                (int)KashFlowBooks.Number(line!["NominalCode"]), KashFlowBooks.Number(line["Debit"]), KashFlowBooks.Number(line["Credit"]), KashFlowBooks.Text(line["Comment"]) ?? ""))])
        : throw KashFlowRefusal.Invalid("A journal has LineItems");

    private static Answer Direct(string number, JsonObject body, KashFlowWriter writer) => Answer.Json(201, new JsonObject
    {
        ["Id"] = writer.Pay(number, body["Date"], KashFlowBooks.Number(body["Amount"]), body["Method"], body["AccountId"], body["Note"]),
    });

    private IEnumerable<JsonObject> Overpayments(string code) => books.Rows(KashFlowBooks.Invoices)
        .Where(row => string.Equals((string?)row["CustomerCode"], code, StringComparison.OrdinalIgnoreCase) && KashFlowBooks.Number(row["TotalPaidAmount"]) > KashFlowBooks.Number(row["GrossAmount"]))
        .Select(row => new JsonObject
        {
            ["Id"] = row["Id"]!.DeepClone(), ["Amount"] = KashFlowBooks.Number(row["TotalPaidAmount"]) - KashFlowBooks.Number(row["GrossAmount"]), ["Type"] = "OverPayment",
        });

    private static bool Matches(JsonObject row, IQueryCollection query)
    {
        var issued = KashFlowBooks.Day(row["IssuedDate"]);
        return (query["customercode"] is not [{ Length: > 0 } code] || string.Equals((string?)row["CustomerCode"], code, StringComparison.OrdinalIgnoreCase))
            && (query["searchtext"] is not [{ Length: > 0 } text] || ((string?)row["CustomerReference"] ?? "").Contains(text, StringComparison.OrdinalIgnoreCase))
            && (query["issuedatefrom"] is not [{ Length: >= 10 } from] || issued >= DateOnly.ParseExact(from[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture))
            && (query["issuedateto"] is not [{ Length: >= 10 } to] || issued <= DateOnly.ParseExact(to[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    private Answer Deleted(string table, string key, string what)
    {
        _ = books.Get(table, key, what);
        books.Delete(table, key);
        return Answer.Empty(204);
    }

    private static JsonObject Body(JsonObject? body) => body ?? throw KashFlowRefusal.Invalid("The body is no JSON object");

    private static Answer Ok(JsonObject row) => Answer.Json(200, row.DeepClone());

    private static Answer Created(JsonObject row, string path, string key) => Answer.Json(201, row.DeepClone()) with
    {
        Headers = new Dictionary<string, string> { ["Location"] = $"/v2/{path}/{row[key]}" },
    };
}
