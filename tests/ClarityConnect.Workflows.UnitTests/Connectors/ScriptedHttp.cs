using System.Net;
using System.Text;
using System.Xml.Linq;
using ClarityConnect.Workflows.Sdk.Connections;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClarityConnect.Workflows.UnitTests.Connectors;

/// <summary>Answers requests with what a test wrote down, and keeps what was asked.</summary>
internal sealed class ScriptedHttp : HttpMessageHandler
{
    private readonly Queue<Func<HttpRequestMessage, HttpResponseMessage>> answers = new();

    public List<(HttpMethod Method, Uri Address, string Body, HttpRequestMessage Message)> Requests { get; } = [];

    public List<HttpResponseMessage> Answers { get; } = [];

    public ConnectionContext Context(TimeProvider? time = null) => new("test", new HttpClient(this), time ?? TimeProvider.System, NullLogger.Instance);

    public ScriptedHttp Answer(string body, HttpStatusCode status = HttpStatusCode.OK, params (string Name, string Value)[] headers)
    {
        answers.Enqueue(_ =>
        {
            var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "text/xml") };
            foreach (var (name, value) in headers)
                response.Headers.TryAddWithoutValidation(name, value);
            Answers.Add(response);
            return response;
        });
        return this;
    }

    public ScriptedHttp Throw(Exception exception)
    {
        answers.Enqueue(_ => throw exception);
        return this;
    }

    /// <summary>The body of a request as XML.</summary>
    public XElement Xml(int index) => XElement.Parse(Requests[index].Body);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Requests.Add((request.Method, request.RequestUri!, body, request));
        return answers.Dequeue()(request);
    }
}
