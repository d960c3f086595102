using System.Net;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace ClarityConnect.Workflows.Engine.Connections;

/// <summary>How a connection's calls are tried again at once, and when they are not made any more.</summary>
internal static class ConnectionPipelines
{
    private const int FastRetries = 2;
    private const double Jitter = 0.2;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);

    /// <summary>Where a retry finds its request.</summary>
    public static readonly ResiliencePropertyKey<HttpRequestMessage> Request = new("ClarityConnect.Workflows.Request");

    /// <summary>Two more attempts, after 100 and 400 milliseconds, which 20 % of jitter makes 0.6 seconds at most.</summary>
    public static ResiliencePipeline<HttpResponseMessage> Retry(TimeProvider time, Random random, Action<Outcome<HttpResponseMessage>, TimeSpan> onRetry) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = FastRetries,
                DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(
                    FirstDelay * Math.Pow(4, arguments.AttemptNumber) * (1 + Jitter * (2 * random.NextDouble() - 1))),
                ShouldHandle = arguments => ValueTask.FromResult(
                    arguments.Context.Properties.TryGetValue(Request, out var request) && MayPassAtOnce(request, arguments.Outcome, time)),
                OnRetry = arguments =>
                {
                    onRetry(arguments.Outcome, arguments.RetryDelay);
                    return default;
                },
            })
            .Build();

    /// <summary>Opens when at least 16 of 20 calls within 30 seconds failed, and lets one call through every 5 seconds until one succeeds.</summary>
    public static ResiliencePipeline<HttpResponseMessage> Breaker(TimeProvider time, ConnectionWatch watch) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
            {
                FailureRatio = 0.8,
                MinimumThroughput = 20,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = TimeSpan.FromSeconds(5),
                ShouldHandle = static arguments => ValueTask.FromResult(
                    arguments.Outcome.Exception is HttpRequestException or TimeoutException
                    || arguments.Outcome.Result is { StatusCode: >= HttpStatusCode.InternalServerError }),
                OnOpened = arguments =>
                {
                    watch.Break(arguments.BreakDuration);
                    return default;
                },
                OnClosed = _ =>
                {
                    watch.Mend();
                    return default;
                },
            })
            .Build();

    /// <summary>How long a vendor asks to wait; null where it does not say.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, TimeProvider time) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow(),
        _ => null,
    };

    private static bool MayPassAtOnce(HttpRequestMessage request, Outcome<HttpResponseMessage> outcome, TimeProvider time) => outcome switch
    {
        // The guard against private addresses refused, which it will do again.
        { Exception: HttpRequestException { InnerException: ActivityException } } => false,
        { Exception: HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError } } => true,
        { Exception: HttpRequestException } => request.IsRepeatable(),
        { Result: { } response } => request.IsRepeatable() && IsOfTheMoment(response.StatusCode) && !(RetryAfter(response, time) > FirstDelay),
        _ => false,
    };

    // Not 500: it is how SOAP and XML gateways report an error of the request itself, which stays the same a moment later.
    private static bool IsOfTheMoment(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
}
