using System.Globalization;
using System.Net.Http.Headers;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Calls;

/// <summary>Sends one request and tells apart "never sent", "sent and no answer" and "answered".</summary>
internal static class VendorCall
{
    /// <summary>Sends a request.</summary>
    /// <param name="http">The connection's HTTP client.</param>
    /// <param name="request">The request.</param>
    /// <param name="vendor">The vendor's name for messages.</param>
    /// <param name="changesSomething">Whether a lost answer leaves it open if something was changed. What changes nothing may be sent again at once.</param>
    /// <param name="time">The clock, for waiting times given as a date.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    /// <exception cref="ActivityException">
    /// <see cref="FailureKind.Transient"/> where nothing was sent or nothing can have changed, else <see cref="FailureKind.OutcomeUnknown"/>.
    /// </exception>
    public static async Task<VendorAnswer> SendAsync(
        HttpClient http, HttpRequestMessage request, string vendor, bool changesSomething, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!changesSomething)
            request.MarkRepeatable();
        return await GuardAsync(
            vendor,
            changesSomething,
            async () =>
            {
                using var response = await http.SendAsync(request, cancellationToken);
                return Answer(response, await response.Content.ReadAsStringAsync(cancellationToken), time);
            },
            cancellationToken);
    }

    /// <summary>Makes a call and says by its failure whether anything was sent.</summary>
    /// <typeparam name="T">What the call gives.</typeparam>
    /// <param name="vendor">The vendor's name for messages.</param>
    /// <param name="changesSomething">Whether a lost answer leaves it open if something was changed.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    public static async Task<T> GuardAsync<T>(string vendor, bool changesSomething, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (HttpRequestException exception)
        {
            throw NeverSent(exception)
                ? new ActivityException(FailureKind.Transient, $"{vendor} could not be reached: {exception.Message} Nothing was sent.", exception)
                : NoAnswer(vendor, changesSomething, exception.Message, exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw NoAnswer(vendor, changesSomething, "it took longer than the time-out.", exception);
        }
        catch (IOException exception)
        {
            throw NoAnswer(vendor, changesSomething, exception.Message, exception);
        }
    }

    /// <summary>An answer whose body was read.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="body">Its body.</param>
    /// <param name="time">The clock, for waiting times given as a date.</param>
    public static VendorAnswer Answer(HttpResponseMessage response, string body, TimeProvider time) => new(response.StatusCode, body, LongestWait(response.Headers, time))
    {
        Headers = response.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
    };

    private static bool NeverSent(HttpRequestException exception) => exception.HttpRequestError is
        HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or
        HttpRequestError.ProxyTunnelError or HttpRequestError.VersionNegotiationError;

    private static ActivityException NoAnswer(string vendor, bool changesSomething, string why, Exception exception) => changesSomething
        ? new ActivityException(
            FailureKind.OutcomeUnknown, $"{vendor} was sent the request and its answer was lost: {why} Whether it was carried out has to be looked up.", exception)
        : new ActivityException(FailureKind.Transient, $"{vendor} did not answer: {why}", exception);

    // Intacct sends several waiting times side by side, in seconds; the longest one is safe for all of them.
    private static TimeSpan? LongestWait(HttpResponseHeaders headers, TimeProvider time)
    {
        TimeSpan? longest = headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => null,
        };
        foreach (var (name, values) in headers)
        {
            if (!name.StartsWith("X-IA-", StringComparison.OrdinalIgnoreCase) || !name.Replace("-", "").EndsWith("RetryAfter", StringComparison.OrdinalIgnoreCase))
                continue;
            if (double.TryParse(values.FirstOrDefault(), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 86_400)
                longest = longest is null || longest < TimeSpan.FromSeconds(seconds) ? TimeSpan.FromSeconds(seconds) : longest;
        }

        return longest < TimeSpan.Zero ? TimeSpan.Zero : longest;
    }
}
