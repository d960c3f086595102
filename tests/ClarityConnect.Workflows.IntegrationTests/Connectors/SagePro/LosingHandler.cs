using System.Collections.Concurrent;

namespace ClarityConnect.Workflows.IntegrationTests.Connectors.SagePro;

/// <summary>A way on which the first two answers to every address are lost after the server has done what was asked.</summary>
internal sealed class LosingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly ConcurrentDictionary<string, int> lost = new(StringComparer.Ordinal);

    public int Lost => lost.Values.Sum();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var address = request.RequestUri!.AbsolutePath;
        if (lost.AddOrUpdate(address, 1, (_, times) => times < 2 ? times + 1 : 3) > 2)
            return response;
        response.Dispose();
        throw new HttpRequestException("The connection was cut.");
    }
}
