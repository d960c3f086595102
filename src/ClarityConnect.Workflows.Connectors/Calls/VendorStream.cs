using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Calls;

/// <summary>Sends a request that changes nothing and reads its answer as it comes, so that a large one is never held as a whole.</summary>
internal static class VendorStream
{
    /// <summary>Sends a request.</summary>
    /// <param name="http">The connection's HTTP client. Its time-out holds for the whole answer.</param>
    /// <param name="request">The request. It may be sent again at once.</param>
    /// <param name="vendor">The vendor's name for messages.</param>
    /// <param name="read">Reads the body of a successful answer.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    /// <returns>The answer. Its body is empty where it was read, else the text that came with the refusal.</returns>
    /// <exception cref="ActivityException"><see cref="FailureKind.Transient"/>: nothing was sent, or no answer came, or not all of it.</exception>
    public static async Task<VendorAnswer> ReadAsync(
        HttpClient http, HttpRequestMessage request, string vendor, Func<Stream, CancellationToken, Task> read, TimeProvider time, CancellationToken cancellationToken)
    {
        request.MarkRepeatable();
        // By the machine's clock, as the client's own time-out.
        using var limit = new CancellationTokenSource(http.Timeout);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        return await VendorCall.GuardAsync(
            vendor,
            changesSomething: false,
            async () =>
            {
                using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ended.Token);
                if (!response.IsSuccessStatusCode)
                    return VendorCall.Answer(response, await response.Content.ReadAsStringAsync(ended.Token), time);
                await using var stream = await response.Content.ReadAsStreamAsync(ended.Token);
                await read(stream, ended.Token);
                return VendorCall.Answer(response, "", time);
            },
            cancellationToken);
    }
}
