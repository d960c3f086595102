using System.Net;
using ClarityConnect.Workflows.Sdk.Failures;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;

namespace ClarityConnect.Workflows.Engine.Connections;

/// <summary>
/// What all calls of a connection share: a pause that the vendor asks for holds back everybody, a circuit breaker stops calling a system that
/// does not answer, and what may pass at once is tried again at once.
/// </summary>
internal sealed class ConnectionHandler : DelegatingHandler
{
    private static readonly TimeSpan DefaultPause = TimeSpan.FromSeconds(1);

    private readonly string name;
    private readonly ConnectionWatch watch;
    private readonly TimeProvider time;
    private readonly ResiliencePipeline<HttpResponseMessage> retry;
    private readonly ResiliencePipeline<HttpResponseMessage> breaker;

    public ConnectionHandler(string name, ConnectionWatch watch, ConnectionMetrics metrics, TimeProvider time, Random random, ILogger logger)
    {
        (this.name, this.watch, this.time) = (name, watch, time);
        breaker = ConnectionPipelines.Breaker(time, watch);
        retry = ConnectionPipelines.Retry(time, random, (outcome, delay) =>
        {
            metrics.Retried(name);
            Logs.CallRetried(logger, name, outcome.Exception?.Message ?? $"it answered {(int?)outcome.Result?.StatusCode}", delay.TotalMilliseconds);
        });
    }

    // The retry is outside of the pause and the breaker, so that each attempt asks both: the breaker counts what the system really answers,
    // and a system that was found silent or asked for a pause meanwhile is not called again.
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(ConnectionPipelines.Request, request);
        try
        {
            return await retry.ExecuteAsync(
                static async (context, call) => await call.Handler.AttemptAsync(call.Request, context.CancellationToken), context, (Handler: this, Request: request));
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async Task<HttpResponseMessage> AttemptAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var wait = watch.RemainingPause;
        if (wait > TimeSpan.Zero)
        {
            throw new ActivityException(FailureKind.RateLimited, $"Connection '{name}' is held back: the vendor asked for a pause. It is tried again by itself.")
            {
                RetryAfter = wait,
            };
        }

        var begun = time.GetUtcNow();
        var response = await CallAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
            watch.HoldBack(ConnectionPipelines.RetryAfter(response, time) ?? DefaultPause);
        else if (response.StatusCode < HttpStatusCode.InternalServerError)
            watch.Accept(begun);
        return response;
    }

    private async Task<HttpResponseMessage> CallAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await breaker.ExecuteAsync(async token => await base.SendAsync(request, token), cancellationToken);
        }
        catch (BrokenCircuitException exception)
        {
            throw new ActivityException(
                FailureKind.Transient,
                $"Connection '{name}' does not answer, so calls are held back for a few seconds. It is tried again by itself.",
                exception)
            {
                RetryAfter = exception.RetryAfter,
            };
        }
    }
}
