using System.Net;
using ClarityConnect.Workflows.Sdk.Failures;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;

namespace ClarityConnect.Workflows.Engine.Connections;

/// <summary>
/// What all calls of a connection share: a pause that the vendor asks for holds back everybody, and a circuit breaker stops calling a system that
/// does not answer.
/// </summary>
internal sealed class ConnectionHandler : DelegatingHandler
{
    private static readonly TimeSpan DefaultPause = TimeSpan.FromSeconds(1);

    private readonly string name;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly ResiliencePipeline<HttpResponseMessage> breaker;
    private long pausedUntil;

    public ConnectionHandler(string name, TimeProvider time, ILogger logger)
    {
        this.name = name;
        this.time = time;
        this.logger = logger;
        breaker = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
            {
                FailureRatio = 0.8,
                MinimumThroughput = 20,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = TimeSpan.FromSeconds(5),
                ShouldHandle = static arguments => ValueTask.FromResult(
                    arguments.Outcome.Exception is HttpRequestException or TimeoutException
                    || arguments.Outcome.Result is { StatusCode: >= HttpStatusCode.InternalServerError }),
            })
            .Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var wait = new DateTimeOffset(Interlocked.Read(ref pausedUntil), TimeSpan.Zero) - time.GetUtcNow();
        if (wait > TimeSpan.Zero)
        {
            throw new ActivityException(FailureKind.RateLimited, $"Connection '{name}' is held back: the vendor asked for a pause. It is tried again by itself.")
            {
                RetryAfter = wait,
            };
        }

        HttpResponseMessage response;
        try
        {
            response = await breaker.ExecuteAsync(async token => await base.SendAsync(request, token), cancellationToken);
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

        if (response.StatusCode == HttpStatusCode.TooManyRequests)
            Pause(response);
        return response;
    }

    private void Pause(HttpResponseMessage response)
    {
        var asked = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => DefaultPause,
        };
        var until = time.GetUtcNow() + asked;
        if (until.UtcTicks <= Interlocked.Read(ref pausedUntil))
            return;
        Interlocked.Exchange(ref pausedUntil, until.UtcTicks);
        Logs.ConnectionPaused(logger, name, until);
    }
}
