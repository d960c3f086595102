using System.Net;
using System.Text;
using System.Text.Json;
using ClarityConnect.Workflows.OpenApi.Calls;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.OpenApi;

public sealed class Calls_are_written_as_the_standard_says : IDisposable
{
    private readonly Wire wire = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => wire.Dispose();

    [Fact]
    public async Task Parameters_stand_in_the_query_in_their_styles()
    {
        string[] colors = ["blue", "black & white"];
        var rgb = new Dictionary<string, int> { ["R"] = 100, ["G"] = 200 };
        (string Style, bool Explode, object Value, string Expected)[] cases =
        [
            ("form", true, colors, "color=blue&color=black%20%26%20white"), ("form", false, colors, "color=blue,black%20%26%20white"), ("spaceDelimited", false, colors, "color=blue%20black%20%26%20white"),
            ("pipeDelimited", false, colors, "color=blue%7Cblack%20%26%20white"), ("form", true, rgb, "R=100&G=200"), ("form", false, rgb, "color=R,100,G,200"), ("deepObject", true, rgb, "color%5BR%5D=100&color%5BG%5D=200"),
            ("json", false, rgb, "color=%7B%22R%22%3A100%2C%22G%22%3A200%7D"), ("form", true, 12.50m, "color=12.50"), ("form", true, true, "color=true"), ("form", true, new DateOnly(2026, 1, 31), "color=2026-01-31"),
            ("form", true, new DateTimeOffset(2026, 1, 31, 9, 30, 0, TimeSpan.FromHours(2)), "color=2026-01-31T09%3A30%3A00%2B02%3A00"),
        ];
        foreach (var (style, explode, value, expected) in cases)
        {
            await SendAsync(new ApiRequest(HttpMethod.Get, "/x").Query("color", value, style, explode).Query("none", null).Query("empty", ""));
            wire.Sent[^1].Address.ShouldBe($"https://api.example/v1/x?{expected}");
        }

        await SendAsync(new ApiRequest(HttpMethod.Get, "/{a}/{b}.json").Path("a", colors).Path("b", rgb, explode: true).Header("X-Color", colors).Cookie("c", "a;b"));
        wire.Sent[^1].Address.ShouldBe("https://api.example/v1/blue,black%20%26%20white/R=100,G=200.json");
        (wire.Sent[^1].Headers["X-Color"], wire.Sent[^1].Headers["Cookie"]).ShouldBe(("blue,black & white", "c=a%3Bb"));
        Should.Throw<ActivityException>(() => new ApiRequest(HttpMethod.Get, "/x").Header("X-Color", "a\r\nX-Evil: 1")).Kind.ShouldBe(FailureKind.InvalidData);
        await Should.ThrowAsync<ActivityException>(() => SendAsync(new ApiRequest(HttpMethod.Get, "/a/{b}/c").Path("b", "..")));
    }

    [Fact]
    public async Task Forms_and_files_are_written_as_they_are_described()
    {
        var body = new ApiBody().Set("amount", 1200).Set("metadata", new Dictionary<string, object> { ["order id"] = 7, ["items"] = new[] { "a", "b" } }, "deepObject").Set("expand", new[] { "x", "y" }).Set("none", null).Set("empty", "");
        await SendAsync(new ApiRequest(HttpMethod.Post, "/x").Form(body));
        wire.Sent[^1].Body.ShouldBe("amount=1200&metadata%5Border%20id%5D=7&metadata%5Bitems%5D%5B%5D=a&metadata%5Bitems%5D%5B%5D=b&expand=x&expand=y");
        wire.Sent[^1].Headers["Content-Type"].ShouldBe("application/x-www-form-urlencoded");

        await SendAsync(new ApiRequest(HttpMethod.Post, "/x").Multipart(new ApiBody().Set("note", "ä").Set("about", new { id = 1 }).File("file", Encoding.UTF8.GetBytes("inside"), "a\"b.txt", "text/plain")));
        var parts = wire.Sent[^1].Body;
        parts.ShouldContain("Content-Type: text/plain; charset=utf-8\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nä\r\n");
        parts.ShouldContain("Content-Type: application/json\r\nContent-Disposition: form-data; name=\"about\"\r\n\r\n{\"id\":1}\r\n");
        parts.ShouldContain("Content-Type: text/plain\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a_b.txt\"");
        parts.ShouldContain("\r\n\r\ninside\r\n");

        await SendAsync(new ApiRequest(HttpMethod.Post, "/x").Text("<a/>", "application/xml"));
        (wire.Sent[^1].Body, wire.Sent[^1].Headers["Content-Type"]).ShouldBe(("<a/>", "application/xml; charset=utf-8"));
        await SendAsync(new ApiRequest(HttpMethod.Post, "/x").Json(new { Name = "a", Empty = (string?)null, Big = 12345678901234567890.5m }, "application/vnd.api+json"));
        (wire.Sent[^1].Body, wire.Sent[^1].Headers["Content-Type"]).ShouldBe(("{\"name\":\"a\",\"big\":12345678901234567890.5}", "application/vnd.api+json"));
    }

    [Fact]
    public async Task A_token_is_asked_for_once_kept_until_it_ends_and_replaced_when_it_is_refused()
    {
        var time = new ManualTime();
        var client = Client(time, context => [new ClientCredential("app", context, "https://login.example/token", "me:1", new Secret("s&1"), "read write")]);
        Task<ApiAnswer> AskAsync() => client.SendAsync(new ApiRequest(HttpMethod.Get, "/x").Allow("app"), Token);
        wire.Answer = request => request.Address.StartsWith("https://login", StringComparison.Ordinal) ? (200, $$"""{ "access_token": "t{{wire.Sent.Count}}", "expires_in": 600 }""") : (200, "{}");

        await Task.WhenAll(AskAsync(), AskAsync(), AskAsync());
        wire.Sent.Count(sent => sent.Address == "https://login.example/token").ShouldBe(1);
        var asked = wire.Sent[0];
        (asked.Body, Encoding.ASCII.GetString(Convert.FromBase64String(asked.Headers["Authorization"][6..]))).ShouldBe(("grant_type=client_credentials&scope=read+write", "me%3A1:s%261"));
        wire.Sent[^1].Headers["Authorization"].ShouldBe("Bearer t1");
        time.Advance(TimeSpan.FromMinutes(8));
        await AskAsync();
        wire.Sent.Count.ShouldBe(5);
        time.Advance(TimeSpan.FromMinutes(2));
        await AskAsync();
        wire.Sent.Count.ShouldBe(7);

        wire.Answer = request => request.Address.StartsWith("https://login", StringComparison.Ordinal) ? (200, """{ "access_token": "new", "expires_in": "600" }""") : request.Headers["Authorization"] == "Bearer new" ? (200, "{}") : (401, "");
        (await AskAsync()).Status.ShouldBe(200);
        wire.Answer = _ => (401, """{ "error": "invalid_client", "error_description": "Unknown client" }""");
        var refused = await Should.ThrowAsync<ActivityException>(AskAsync);
        (refused.Kind, refused.VendorMessage).ShouldBe((FailureKind.Unauthorized, "Unknown client"));
    }

    [Fact]
    public async Task Keys_go_where_they_belong_and_the_first_alternative_that_is_filled_is_taken()
    {
        var client = Client(TimeProvider.System, _ =>
        [
            new ApiKeyCredential("empty", "header", "X-Empty", null), new ApiKeyCredential("q", "query", "api key", new Secret("a&b")), new ApiKeyCredential("c", "cookie", "sid", new Secret("s 1")),
            new BasicCredential("b", "ada", new Secret("pä:ss")), new BearerCredential("t", new Secret(" tok ")),
        ]);

        await client.SendAsync(new ApiRequest(HttpMethod.Get, "/x").Query("a", 1).Cookie("k", "v").Allow("empty").Allow("q", "c").Allow("t"), Token);
        (wire.Sent[^1].Address, wire.Sent[^1].Headers["Cookie"], wire.Sent[^1].Headers.ContainsKey("Authorization")).ShouldBe(("https://api.example/v1/x?a=1&api%20key=a%26b", "k=v; sid=s%201", false));
        await client.SendAsync(new ApiRequest(HttpMethod.Get, "/x").Allow("b"), Token);
        Encoding.UTF8.GetString(Convert.FromBase64String(wire.Sent[^1].Headers["Authorization"]["Basic ".Length..])).ShouldBe("ada:pä:ss");
        await client.SendAsync(new ApiRequest(HttpMethod.Get, "/x").Allow("t"), Token);
        wire.Sent[^1].Headers["Authorization"].ShouldBe("Bearer tok");
        await client.SendAsync(new ApiRequest(HttpMethod.Get, "/x").Allow("empty").Allow(), Token);
        wire.Sent[^1].Headers.ContainsKey("Authorization").ShouldBeFalse();
        var missing = await Should.ThrowAsync<ActivityException>(() => client.SendAsync(new ApiRequest(HttpMethod.Get, "/x").Allow("empty"), Token));
        (missing.Kind, missing.Message).ShouldBe((FailureKind.Misconfigured, "The connection 'shop' has no credentials for 'GET /x'. Fill in empty."));
    }

    [Theory]
    [InlineData("GET", 401, FailureKind.Unauthorized)]
    [InlineData("GET", 403, FailureKind.Unauthorized)]
    [InlineData("GET", 404, FailureKind.Rejected)]
    [InlineData("GET", 408, FailureKind.Transient)]
    [InlineData("GET", 429, FailureKind.RateLimited)]
    [InlineData("GET", 503, FailureKind.Transient)]
    [InlineData("PUT", 500, FailureKind.Transient)]
    [InlineData("POST", 500, FailureKind.OutcomeUnknown)]
    [InlineData("POST", 408, FailureKind.OutcomeUnknown)]
    [InlineData("POST", 422, FailureKind.Rejected)]
    [InlineData("PATCH", 302, FailureKind.Misconfigured)]
    public async Task What_an_answer_is_decides_what_happens_next(string method, int status, FailureKind kind)
    {
        wire.Answer = _ => (status, """{ "error": { "message": "No such thing", "code": "E7" } }""");

        var failure = await Should.ThrowAsync<ActivityException>(() => SendAsync(new ApiRequest(new HttpMethod(method), "/x")));

        (failure.Kind, failure.VendorMessage, failure.VendorCode, failure.SupportId, failure.RetryAfter).ShouldBe((kind, "No such thing", "E7", "r-1", TimeSpan.FromSeconds(7)));
    }

    [Theory]
    [InlineData("""{ "title": "Bad", "detail": "The name is taken", "errors": { "name": ["x"] } }""", "The name is taken")]
    [InlineData("""{ "errors": [{ "message": "a" }, { "detail": "b" }] }""", "a; b")]
    [InlineData("""{ "message": "Validation failed", "errors": ["title is missing"] }""", "Validation failed: title is missing")]
    [InlineData("<html>busy</html>", "<html>busy</html>")]
    [InlineData("[1]", "[1]")]
    [InlineData("", null)]
    public void The_words_of_an_api_are_found_where_apis_put_them(string body, string? words) => ApiFailure.WordsOf(Encoding.UTF8.GetBytes(body)).ShouldBe(words);

    [Fact]
    public async Task Answers_are_read_forgivingly_and_within_bounds()
    {
        wire.Answer = _ => (200, """{ "text": 5, "whole": 3.0, "amount": "12.50", "at": "2026-01-31 09:30:00", "stamp": 1767225600, "unknown": { "a": 1 } }""");
        var read = (await SendAsync(new ApiRequest(HttpMethod.Get, "/x"))).Read<Forgiven>()!;
        (read.Text, read.Whole, read.Amount, read.At, read.Stamp).ShouldBe(("5", 3, 12.50m, new DateTimeOffset(2026, 1, 31, 9, 30, 0, TimeSpan.Zero), new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)));

        wire.Answer = _ => (200, """{ "whole": 3.5 }""");
        (await Should.ThrowAsync<ActivityException>(async () => (await SendAsync(new ApiRequest(HttpMethod.Get, "/x"))).Read<Forgiven>())).Kind.ShouldBe(FailureKind.InvalidData);
        wire.Answer = _ => (200, new string(' ', ApiAnswer.MaxBytes + 1));
        (await Should.ThrowAsync<ActivityException>(() => SendAsync(new ApiRequest(HttpMethod.Get, "/x")))).Message.ShouldContain("more than 32 MiB");
    }

    private Task<ApiAnswer> SendAsync(ApiRequest request) => Client(TimeProvider.System, _ => []).SendAsync(request, Token);

    private ApiClient Client(TimeProvider time, Func<ConnectionContext, ApiCredential[]> credentials)
    {
        var context = new ConnectionContext("shop", new HttpClient(wire, disposeHandler: false), time, NullLogger.Instance);
        return new ApiClient(context, new Dictionary<string, Uri> { [""] = new("https://api.example/v1/") }, credentials(context));
    }

    private sealed record Forgiven(string? Text, long? Whole, decimal? Amount, DateTimeOffset? At, DateTimeOffset? Stamp);

    private sealed record Sent(string Address, Dictionary<string, string> Headers, string Body);

    private sealed class ManualTime : TimeProvider
    {
        private DateTimeOffset now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => now;

        public void Advance(TimeSpan by) => now += by;
    }

    /// <summary>The line to the API: notes what goes over it.</summary>
    private sealed class Wire : HttpMessageHandler
    {
        private readonly Lock gate = new();

        public List<Sent> Sent { get; } = [];

        public Func<Sent, (int Status, string Body)> Answer { get; set; } = _ => (200, "{}");

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? []).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
            var sent = new Sent(request.RequestUri!.AbsoluteUri, headers, body);
            lock (gate)
                Sent.Add(sent);
            var (status, text) = Answer(sent);
            var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(text) };
            response.Headers.TryAddWithoutValidation("Retry-After", "7");
            response.Headers.TryAddWithoutValidation("X-Request-Id", "r-1");
            return response;
        }
    }
}
