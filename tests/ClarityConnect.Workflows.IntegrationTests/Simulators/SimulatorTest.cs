using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using ClarityConnect.Workflows.Simulators;
using ClarityConnect.Workflows.Simulators.Day;
using Xunit;
using static ClarityConnect.Workflows.IntegrationTests.Simulators.IntacctMessages;

namespace ClarityConnect.Workflows.IntegrationTests.Simulators;

/// <summary>Simulators with one generated day, and requests that are written by hand: none of the product's connectors is used.</summary>
public abstract class SimulatorTest : IAsyncLifetime
{
    protected static readonly DateOnly Monday = new(2026, 3, 2);
    protected static readonly XNamespace Hps = "http://Hps.Exchange.PosGateway";

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };

    protected SimulatorHost Host { get; private set; } = null!;

    protected DayExpectation Expected { get; private set; } = null!;

    protected GeneratedDay Day => Host.Heartland.FindDay(Monday)!;

    protected AdjustableTime Time { get; } = new();

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected virtual DayOptions DayOptions => new() { BusinessDay = Monday };

    public virtual async ValueTask InitializeAsync()
    {
        Host = await SimulatorHost.StartAsync(new SimulatorOptions(), Time, Ct);
        Expected = await Host.Heartland.AddDayAsync(DayOptions);
    }

    public virtual async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Host.DisposeAsync();
    }

    protected async Task<HttpResponseMessage> RetailAsync(HttpMethod method, string path, string? body = null, string token = "retail-sandbox-token")
    {
        using var request = new HttpRequestMessage(method, new Uri(Host.RetailBaseAddress, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await _http.SendAsync(request, Ct);
    }

    protected async Task<JsonNode> GetAsync(string path)
    {
        using var response = await RetailAsync(HttpMethod.Get, path);
        var body = await response.Content.ReadAsStringAsync(Ct);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {(int)response.StatusCode} {body}");
        return JsonNode.Parse(body)!;
    }

    protected async Task<HttpResponseMessage> PostPorticoAsync(string transaction, string key = "skapi_cert_SANDBOX", string header = "")
    {
        using var content = new StringContent($"""
            <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>
            <PosRequest xmlns="http://Hps.Exchange.PosGateway"><Ver1.0>
             <Header><SecretAPIKey>{key}</SecretAPIKey><DeveloperID>000000</DeveloperID><VersionNbr>0000</VersionNbr><ClientTxnId>1900042</ClientTxnId>{header}</Header>
             <Transaction>{transaction}</Transaction>
            </Ver1.0></PosRequest></soap:Body></soap:Envelope>
            """, Encoding.UTF8, "text/xml");
        return await _http.PostAsync(Host.PorticoEndpoint, content, Ct);
    }

    /// <summary>The PosResponse/Ver1.0 element of the reply.</summary>
    protected async Task<XElement> PorticoAsync(string transaction, string key = "skapi_cert_SANDBOX", string header = "")
    {
        using var response = await PostPorticoAsync(transaction, key, header);
        response.EnsureSuccessStatusCode();
        return XDocument.Parse(await response.Content.ReadAsStringAsync(Ct)).Descendants(Hps + "Ver1.0").Single();
    }

    protected async Task<HttpResponseMessage> PostIntacctAsync(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/xml");
        return await _http.PostAsync(Host.IntacctEndpoint, content, Ct);
    }

    /// <summary>The response element.</summary>
    protected async Task<XElement> IntacctAsync(string body)
    {
        using var response = await PostIntacctAsync(body);
        return XDocument.Parse(await response.Content.ReadAsStringAsync(Ct)).Root!;
    }

    /// <summary>The result of one function, sent with uniqueid=false unless the test says otherwise.</summary>
    protected async Task<XElement> FunctionAsync(string function, string controlId = "f1", bool uniqueId = false) =>
        (await IntacctAsync(Request($"<function controlid=\"{controlId}\">{function}</function>", uniqueId: uniqueId))).Element("operation")!.Element("result")!;

    protected static string Status(XElement result) => result.Element("status")!.Value;

    protected static IReadOnlyList<string> Errors(XElement parent) =>
        [.. parent.Element("errormessage")!.Elements("error").Select(e => $"{e.Element("errorno")!.Value}: {e.Element("description2")!.Value}")];

    /// <summary>The real clock with an offset that a test moves.</summary>
    protected sealed class AdjustableTime : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
    }
}
