using ClarityConnect.Workflows.Sdk.Failures;
using Microsoft.Extensions.Options;

namespace ClarityConnect.Workflows.Engine.Http;

/// <summary>The HTTP client of activities that call addresses without a connection: guarded, and bounded in what it reads and how long it waits.</summary>
public sealed class WorkflowHttpClient : IDisposable
{
    private readonly HttpClient client;
    private readonly HttpOptions options;
    private readonly TimeProvider time;

    /// <summary>Creates the client.</summary>
    /// <param name="options">What it may call, how much it reads and how long it waits.</param>
    /// <param name="time">The clock.</param>
    public WorkflowHttpClient(IOptions<HttpOptions> options, TimeProvider time)
    {
        this.options = options.Value;
        this.time = time;
        client = new HttpClient(GuardedHttp.CreateHandler(this.options.AllowPrivateAddresses))
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = this.options.MaxResponseBytes,
        };
    }

    /// <summary>Sends a request and reads the answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The answer, read to its end.</returns>
    /// <exception cref="HttpRequestException">No connection could be made, or it broke.</exception>
    /// <exception cref="TimeoutException">No answer came within <see cref="HttpOptions.SendTimeout"/>.</exception>
    /// <exception cref="ActivityException">
    /// Kind <see cref="FailureKind.InvalidData"/>: the answer is larger than <see cref="HttpOptions.MaxResponseBytes"/>. Kind
    /// <see cref="FailureKind.Misconfigured"/>: the address is one of the own network.
    /// </exception>
    public async Task<HttpAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!.GetLeftPart(UriPartial.Path);
        using var timeout = new CancellationTokenSource(options.SendTimeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            using var response = await client.SendAsync(request, limit.Token);
            return new HttpAnswer(
                address,
                (int)response.StatusCode,
                Texts(response.Headers),
                Texts(response.Content.Headers),
                await response.Content.ReadAsByteArrayAsync(limit.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"There was no answer within {options.SendTimeout.TotalSeconds:0.#} seconds.");
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new ActivityException(
                FailureKind.InvalidData,
                $"{address} answers with more than {options.MaxResponseBytes} bytes, the most that is read. An administrator can raise the setting Http:MaxResponseBytes.",
                exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static Dictionary<string, string> Texts(System.Net.Http.Headers.HttpHeaders headers) =>
        headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
}
