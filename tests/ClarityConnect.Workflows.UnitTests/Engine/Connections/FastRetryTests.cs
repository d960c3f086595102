using System.Net;
using System.Net.Sockets;
using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.UnitTests.Connectors;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Engine.Connections;

/// <summary>What a connection tries again at once, and what it leaves to durable retries.</summary>
public sealed class FastRetryTests : IDisposable
{
    private readonly ScriptedHttp wire = new();
    private readonly ConnectionUnderTest connection;

    public FastRetryTests() => connection = new ConnectionUnderTest(wire);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => connection.Dispose();

    [Theory]
    [InlineData(HttpStatusCode.RequestTimeout)]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    public async Task A_read_that_a_gateway_could_not_serve_is_made_again(HttpStatusCode status)
    {
        wire.Answer("busy", status).Answer("done");

        using var response = await SendAsync(HttpMethod.Get);

        (await response.Content.ReadAsStringAsync(Token)).ShouldBe("done");
        wire.Requests.Count.ShouldBe(2);
        connection.Measured(ConnectionMetrics.FastRetries).ShouldBe(1);
        connection.Log.ShouldHaveSingleItem().Message.ShouldContain($"it answered {(int)status}");
    }

    [Fact]
    public async Task Three_attempts_are_made_within_a_second_and_the_last_answer_is_given()
    {
        wire.Answer("1", HttpStatusCode.ServiceUnavailable).Answer("2", HttpStatusCode.ServiceUnavailable).Answer("3", HttpStatusCode.ServiceUnavailable);
        var before = connection.Clock.Now;

        using var response = await SendAsync(HttpMethod.Get);

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await response.Content.ReadAsStringAsync(Token)).ShouldBe("3");
        wire.Requests.Count.ShouldBe(3);
        (connection.Clock.Now - before).ShouldBeInRange(TimeSpan.FromMilliseconds(400), TimeSpan.FromMilliseconds(600));
    }

    [Fact]
    public async Task An_answer_that_is_dropped_is_disposed()
    {
        wire.Answer("dropped", HttpStatusCode.ServiceUnavailable).Answer("done");

        using var response = await SendAsync(HttpMethod.Get);

        await Should.ThrowAsync<ObjectDisposedException>(() => wire.Answers[0].Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task A_marked_post_is_made_again_with_the_same_content()
    {
        wire.Answer("", HttpStatusCode.ServiceUnavailable).Throw(Failed(HttpRequestError.ResponseEnded)).Answer("done");

        using var response = await SendAsync(HttpMethod.Post, isMarked: true);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        wire.Requests.Select(request => request.Body).ShouldBe(["content", "content", "content"]);
    }

    [Fact]
    public async Task A_post_that_was_answered_is_not_made_again()
    {
        wire.Answer("", HttpStatusCode.ServiceUnavailable);

        using var response = await SendAsync(HttpMethod.Post);

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        wire.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(HttpRequestError.ResponseEnded)]
    [InlineData(HttpRequestError.Unknown)]
    public async Task A_post_whose_answer_was_lost_is_not_made_again(HttpRequestError error)
    {
        wire.Throw(Failed(error));

        await Should.ThrowAsync<HttpRequestException>(() => SendAsync(HttpMethod.Post));

        wire.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.NameResolutionError)]
    public async Task A_post_that_could_not_be_sent_is_made_again(HttpRequestError error)
    {
        wire.Throw(Failed(error)).Answer("done");

        using var response = await SendAsync(HttpMethod.Post);

        wire.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task An_answer_that_stays_the_same_is_given_at_once(HttpStatusCode status)
    {
        wire.Answer("no", status);

        using var response = await SendAsync(HttpMethod.Get);

        response.StatusCode.ShouldBe(status);
        wire.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("60", 1)]
    [InlineData("0", 2)]
    public async Task A_vendor_that_asks_for_more_time_gets_it(string retryAfter, int attempts)
    {
        wire.Answer("", HttpStatusCode.ServiceUnavailable, ("Retry-After", retryAfter)).Answer("done");

        using var response = await SendAsync(HttpMethod.Get);

        wire.Requests.Count.ShouldBe(attempts);
    }

    [Fact]
    public async Task A_request_that_its_caller_gave_up_is_not_made_again()
    {
        wire.Throw(new OperationCanceledException());

        await Should.ThrowAsync<OperationCanceledException>(() => SendAsync(HttpMethod.Get));

        wire.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_tried_three_times_for_a_post()
    {
        using var sockets = new ConnectionUnderTest();

        var failure = await Should.ThrowAsync<HttpRequestException>(() => PostAsync(sockets, FreePort()));

        failure.HttpRequestError.ShouldBe(HttpRequestError.ConnectionError);
        sockets.Measured(ConnectionMetrics.FastRetries).ShouldBe(2);
    }

    [Fact]
    public async Task A_private_address_that_is_not_allowed_is_refused_once()
    {
        using var sockets = new ConnectionUnderTest(allowPrivateAddresses: false);

        var failure = await Should.ThrowAsync<ActivityException>(() => PostAsync(sockets, FreePort()));

        failure.Kind.ShouldBe(FailureKind.Misconfigured);
        sockets.Measured(ConnectionMetrics.FastRetries).ShouldBe(0);
    }

    [Fact]
    public async Task Every_attempt_counts_for_the_breaker_and_an_open_breaker_is_not_called_again()
    {
        for (var i = 0; i < 20; i++)
            wire.Answer("", HttpStatusCode.ServiceUnavailable);

        for (var call = 1; call <= 6; call++)
            (await SendAsync(HttpMethod.Get)).Dispose();
        connection.Watch.State.Status.ShouldBe(ConnectionStatus.Ok);
        var failure = await Should.ThrowAsync<ActivityException>(() => SendAsync(HttpMethod.Get));

        failure.Kind.ShouldBe(FailureKind.Transient);
        wire.Requests.Count.ShouldBe(20);
        var opened = connection.Watch.State;
        opened.Status.ShouldBe(ConnectionStatus.NotAnswering);
        (opened.Until - opened.Since).ShouldBe(TimeSpan.FromSeconds(5));

        connection.Clock.Now += TimeSpan.FromSeconds(6);
        wire.Answer("back");
        (await SendAsync(HttpMethod.Get)).Dispose();
        connection.Watch.State.ShouldBe(ConnectionState.Ok);
    }

    private static HttpRequestException Failed(HttpRequestError error) => new(error, error.ToString());

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task PostAsync(ConnectionUnderTest sockets, int port)
    {
        using var content = new StringContent("content");
        using var response = await sockets.Http.PostAsync(new Uri($"http://127.0.0.1:{port}/"), content, Token);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, bool isMarked = false)
    {
        using var request = new HttpRequestMessage(method, new Uri("http://vendor.example/"));
        if (method == HttpMethod.Post)
            request.Content = new StringContent("content");
        if (isMarked)
            request.MarkRepeatable();
        return await connection.Http.SendAsync(request, Token);
    }
}
