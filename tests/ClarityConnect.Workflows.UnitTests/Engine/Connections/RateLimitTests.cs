using System.Globalization;
using System.Net;
using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.UnitTests.Connectors;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Engine.Connections;

/// <summary>What a connection does while its vendor takes no more calls, and when that becomes an alert.</summary>
public sealed class RateLimitTests : IDisposable
{
    private const int Persists = 1301;
    private const int Ended = 1302;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ScriptedHttp wire = new();
    private readonly ConnectionUnderTest connection;

    public RateLimitTests() => connection = new ConnectionUnderTest(wire);

    private DateTimeOffset Now => connection.Clock.Now;

    private IEnumerable<int> Alerts => connection.Log.Select(line => line.Event).Where(line => line is Persists or Ended);

    public void Dispose() => connection.Dispose();

    [Fact]
    public async Task A_pause_holds_back_everybody_until_it_is_over_and_a_call_was_accepted()
    {
        var since = Now;
        await CallAsync(HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(30));

        connection.Watch.State.ShouldBe(new ConnectionState(ConnectionStatus.HeldBack, since, since.AddSeconds(30)));
        connection.HeldBack().ShouldBe(1);
        var refused = await Should.ThrowAsync<ActivityException>(() => SendAsync());
        (refused.Kind, refused.RetryAfter).ShouldBe((FailureKind.RateLimited, TimeSpan.FromSeconds(30)));
        wire.Requests.Count.ShouldBe(1);

        connection.Clock.Now += Minute;
        connection.Watch.State.Status.ShouldBe(ConnectionStatus.HeldBack);
        await CallAsync(HttpStatusCode.NotFound);

        connection.Watch.State.ShouldBe(ConnectionState.Ok);
        connection.HeldBack().ShouldBe(0);
        Alerts.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_rate_limit_that_persists_is_one_alert_until_a_call_is_accepted()
    {
        for (var minute = 0; minute <= 8; minute++)
        {
            await CallAsync(HttpStatusCode.TooManyRequests, Minute / 2);
            Alerts.ShouldBe(minute < 5 ? [] : [Persists], $"after {minute} minutes");
            connection.Clock.Now += Minute;
        }

        connection.Log.Single(line => line.Event == Persists).Level.ShouldBe(LogLevel.Error);
        connection.Measured(ConnectionMetrics.RateLimitAlerts).ShouldBe(1);

        await CallAsync(HttpStatusCode.OK);
        Alerts.ShouldBe([Persists, Ended]);

        await CallAsync(HttpStatusCode.TooManyRequests, Minute / 2);
        Alerts.ShouldBe([Persists, Ended]);
        connection.Clock.Now += 6 * Minute;
        await CallAsync(HttpStatusCode.TooManyRequests, Minute / 2);
        Alerts.ShouldBe([Persists, Ended, Persists]);
        connection.Measured(ConnectionMetrics.RateLimitAlerts).ShouldBe(2);
    }

    [Fact]
    public async Task A_pause_that_is_announced_to_be_longer_is_an_alert_at_its_beginning()
    {
        await CallAsync(HttpStatusCode.TooManyRequests, ConnectionUnderTest.AlertAfter);
        Alerts.ShouldBeEmpty();
        connection.Clock.Now += 6 * Minute;
        await CallAsync(HttpStatusCode.OK);

        await CallAsync(HttpStatusCode.TooManyRequests, TimeSpan.FromHours(1));

        Alerts.ShouldBe([Persists]);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task A_call_that_the_vendor_could_not_serve_was_not_accepted(HttpStatusCode status)
    {
        await CallAsync(HttpStatusCode.TooManyRequests, Minute);
        connection.Clock.Now += 6 * Minute;

        await CallAsync(status, Minute);

        connection.Watch.State.Status.ShouldBe(ConnectionStatus.HeldBack);
    }

    [Fact]
    public async Task A_call_that_was_under_way_when_the_pause_began_does_not_end_it()
    {
        var begun = Now;
        connection.Clock.Now += Minute;
        await CallAsync(HttpStatusCode.TooManyRequests, Minute);

        connection.Watch.Accept(begun);

        connection.Watch.State.Status.ShouldBe(ConnectionStatus.HeldBack);
    }

    private async Task CallAsync(HttpStatusCode status, TimeSpan? retryAfter = null)
    {
        wire.Answer("", status, retryAfter is { } asked ? [("Retry-After", asked.TotalSeconds.ToString(CultureInfo.InvariantCulture))] : []);
        (await SendAsync()).StatusCode.ShouldBe(status);
    }

    private async Task<HttpResponseMessage> SendAsync() =>
        await connection.Http.GetAsync(new Uri("http://vendor.example/"), TestContext.Current.CancellationToken);
}
