using System.Net;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Connectors.KashFlow.Rest;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.KashFlow.Soap;

/// <summary>KashFlow's SOAP interface. It has no session: user name and password are in every request. Refusals come with status 200.</summary>
internal sealed class KashFlowSoap(HttpClient http, Uri endpoint, string userName, Secret password, CallLimits limits, TimeProvider time)
{
    /// <summary>The namespace of everything, which is this bare word.</summary>
    public static readonly XNamespace Ns = "KashFlow";

    public static readonly XNamespace Xsi = "http://www.w3.org/2001/XMLSchema-instance";

    private static readonly XNamespace Envelope = "http://schemas.xmlsoap.org/soap/envelope/";

    /// <summary>Calls a method.</summary>
    /// <param name="method">The method, such as "InsertJournal".</param>
    /// <param name="parameters">What follows user name and password.</param>
    /// <param name="changesSomething">Whether it is a write.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    /// <returns>The element with the result.</returns>
    /// <exception cref="ActivityException">KashFlow refused or failed.</exception>
    public async Task<XElement> CallAsync(string method, IReadOnlyList<XElement> parameters, bool changesSomething, CancellationToken cancellationToken)
    {
        var document = new XElement(
            Envelope + "Envelope",
            new XAttribute(XNamespace.Xmlns + "soap", Envelope),
            new XAttribute(XNamespace.Xmlns + "xsi", Xsi),
            new XElement(
                Envelope + "Body",
                new XElement(Ns + method, new XElement(Ns + "UserName", userName), new XElement(Ns + "Password", password.Reveal()), parameters)));
        var answer = await limits.RunAsync(
            async () =>
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, endpoint);
                request.Content = new StringContent("<?xml version=\"1.0\" encoding=\"utf-8\"?>" + document.ToString(SaveOptions.DisableFormatting), Encoding.UTF8, "text/xml");
                request.Headers.TryAddWithoutValidation("SOAPAction", $"\"{Ns.NamespaceName}/{method}\"");
                return await VendorCall.SendAsync(http, request, "KashFlow", changesSomething, time, cancellationToken);
            },
            cancellationToken);
        return Read(answer, method, changesSomething);
    }

    /// <summary>An element with its value.</summary>
    public static XElement Element(string name, object? value) => new(Ns + name, value);

    /// <summary>A child's text, by its local name; null where absent, empty or nil.</summary>
    public static string? Text(XElement element, string name) =>
        element.Elements().FirstOrDefault(child => child.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value is { Length: > 0 } text ? text : null;

    private static XElement Read(VendorAnswer answer, string method, bool changesSomething)
    {
        if (answer.Status == HttpStatusCode.TooManyRequests || (answer.Status == HttpStatusCode.ServiceUnavailable && answer.RetryAfter is not null))
            throw Refusal(FailureKind.RateLimited, "It asks for fewer calls.", $"status {(int)answer.Status}");
        if (answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            throw Refusal(FailureKind.Unauthorized, "Switch the API on in KashFlow under Settings > API settings, and allow this server's address there.", $"status {(int)answer.Status}");
        if (answer.Status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed)
            throw Refusal(FailureKind.Misconfigured, "Check the connection's API address (SOAP).", $"status {(int)answer.Status}");
        var body = Parse(answer, method, changesSomething);
        if (body.Name.LocalName == "Fault")
        {
            var words = Text(body, "faultstring") ?? "it gave no reason";
            // "Client" is said of requests that were not understood, so nothing was carried out.
            var (kind, advice) = Text(body, "faultcode") is { } code && code.EndsWith("Client", StringComparison.Ordinal) && !KashFlowFailure.IsDatabaseOverloaded(null, words)
                ? (FailureKind.Rejected, "The request is malformed; this is a fault of the connector.")
                : KashFlowFailure.Doubtful(changesSomething);
            throw Refusal(kind, advice, words);
        }

        if (!string.Equals(Text(body, "Status"), "OK", StringComparison.OrdinalIgnoreCase))
        {
            var words = Text(body, "StatusDetail");
            var (kind, advice) = words switch
            {
                null => KashFlowFailure.Doubtful(changesSomething),
                _ when KashFlowFailure.IsDatabaseOverloaded(null, words) => KashFlowFailure.Doubtful(changesSomething),
                _ when words.Contains("username or password", StringComparison.OrdinalIgnoreCase) || words.Contains("API", StringComparison.Ordinal) =>
                    (FailureKind.Unauthorized, "Check API user name and API password of the connection, and that the API is switched on in KashFlow under Settings > API settings."),
                _ => (FailureKind.Rejected, "Correct the data and retry."),
            };
            throw Refusal(kind, advice, words ?? "it gave no reason");
        }

        return body.Elements().FirstOrDefault(child => child.Name.LocalName == $"{method}Result")
            ?? throw KashFlowFailure.Unreadable($"the answer to {method} has no result", changesSomething);

        ActivityException Refusal(FailureKind kind, string advice, string words) => new(kind, $"KashFlow refused {method}: {words.Trim().TrimEnd('.')}. {advice}")
        {
            RetryAfter = answer.RetryAfter,
            VendorMessage = words,
        };
    }

    private static XElement Parse(VendorAnswer answer, string method, bool changesSomething)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(answer.Body), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            var body = XDocument.Load(reader).Root?.Elements().FirstOrDefault(child => child.Name.LocalName == "Body")?.Elements().FirstOrDefault();
            return body ?? throw KashFlowFailure.Unreadable($"the answer to {method} (status {(int)answer.Status}) has no body", changesSomething);
        }
        catch (XmlException exception)
        {
            throw KashFlowFailure.Unreadable($"{method} was answered (status {(int)answer.Status}) with something else than SOAP, such as a page for people", changesSomething, exception);
        }
    }
}
