using System.Net.Http.Headers;
using System.Text;
using System.Xml.Linq;
using ClarityConnect.Workflows.Connectors.Calls;

namespace ClarityConnect.Workflows.Connectors.Intacct.Gateway;

/// <summary>Posts a document to the gateway.</summary>
/// <param name="http">The connection's HTTP client.</param>
/// <param name="time">The clock.</param>
internal sealed class IntacctTransport(HttpClient http, TimeProvider time)
{
    public async Task<VendorAnswer> PostAsync(Uri endpoint, XDocument document, bool changesSomething, CancellationToken cancellationToken)
    {
        using var content = new StringContent("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + document.ToString(SaveOptions.DisableFormatting), Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/xml");
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = content };
        return await VendorCall.SendAsync(http, request, "Intacct", changesSomething, time, cancellationToken);
    }
}
