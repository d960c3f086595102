using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Http;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Activities.Http;

/// <summary>
/// Sends an HTTP request. Requests that change something are durable steps: they carry an Idempotency-Key that is the same on every attempt, and one
/// whose answer was lost is repeated only if its method or <see cref="ReceiverHonoursKey"/> says that this has no second effect.
/// </summary>
[Activity("Elsa", "HTTP", "Sends an HTTP request.", Kind = ActivityKind.Task, DisplayName = "HTTP request")]
public sealed class SendHttpRequest : Activity, ICompiledActivity
{
    private StatusCase[] cases = [];

    /// <summary>The address.</summary>
    [Input(DisplayName = "URL", Description = "The address, beginning with http:// or https://.", IsRequired = true)]
    public Input<string> Url { get; set; } = new();

    /// <summary>The method.</summary>
    [Input(Description = "The HTTP method.", UIHint = "dropdown", Options = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"])]
    public Input<string> Method { get; set; } = new("GET");

    /// <summary>The body; objects are sent as JSON.</summary>
    [Input(Description = "The body. Objects are sent as JSON.", UIHint = "multiline")]
    public Input<JsonElement?> Content { get; set; } = new();

    /// <summary>The body's type.</summary>
    [Input(DisplayName = "Content type", Description = "The body's type.", UIHint = "dropdown", Options = ["", "text/plain", "text/html", "application/json", "application/xml", "application/x-www-form-urlencoded"])]
    public Input<string> ContentType { get; set; } = new();

    /// <summary>The Authorization header.</summary>
    [Input(Description = "The Authorization header.", Category = "Security", IsSensitive = true)]
    public Input<string> Authorization { get; set; } = new();

    /// <summary>Further headers by name.</summary>
    [Input(DisplayName = "Headers", Description = "Further headers by name.", UIHint = "json-editor", Category = "Advanced")]
    public Input<JsonElement?> RequestHeaders { get; set; } = new();

    /// <summary>Whether the receiver ignores a repetition with the same Idempotency-Key, so that a lost answer may be repeated.</summary>
    [Input(DisplayName = "Receiver honours Idempotency-Key", Description = "Whether the receiver ignores a repetition with the same Idempotency-Key header. Then a request whose answer was lost is sent again; otherwise a person is asked.", Category = "Advanced")]
    public Input<bool> ReceiverHonoursKey { get; set; } = new(false);

    /// <summary>The expected status codes, each with an activity.</summary>
    [Input(DisplayName = "Expected status codes", Description = "The status codes to expect.", UIHint = "http-status-codes")]
    public JsonElement ExpectedStatusCodes { get; set; }

    /// <summary>Runs where the status code is not among the expected ones.</summary>
    public ActivityPort? UnmatchedStatusCode { get; set; }

    /// <summary>Runs where no connection could be made; without it the request is tried again.</summary>
    public ActivityPort? FailedToConnect { get; set; }

    /// <summary>Runs where no answer came in time; without it the request is tried again.</summary>
    public ActivityPort? Timeout { get; set; }

    /// <summary>The response: status code, headers and content.</summary>
    [Output(Description = "The response with status code, headers and content.")]
    public Output<object> Result { get; set; } = new();

    /// <summary>The status code.</summary>
    [Output(DisplayName = "Status code", Description = "The status code.")]
    public Output<int> StatusCode { get; set; } = new();

    /// <summary>The body: parsed JSON, or text.</summary>
    [Output(DisplayName = "Parsed content", Description = "The body: parsed JSON, or text.")]
    public Output<JsonElement> ParsedContent { get; set; } = new();

    /// <summary>The response's headers by name.</summary>
    [Output(DisplayName = "Response headers", Description = "The response's headers by name.")]
    public Output<Dictionary<string, string>> ResponseHeaders { get; set; } = new();

    void ICompiledActivity.Compile(ActivityCompilation compilation) =>
        cases = [.. JsonMembers.List(compilation.Json, "expectedStatusCodes")
            .Where(json => json.ValueKind == JsonValueKind.Object)
            .Select(json => new StatusCase(
                JsonMembers.Number(json, "statusCode") ?? 0,
                JsonMembers.Find(json, "activity") is { ValueKind: JsonValueKind.Object } child ? compilation.AddPort(child) : null))];

    /// <inheritdoc/>
    protected internal override EffectKind GetEffect(ActivityExecutionContext context) => (context.Get(Method) ?? "GET").ToUpperInvariant() switch
    {
        "GET" or "HEAD" or "OPTIONS" => EffectKind.None,
        "PUT" or "DELETE" => EffectKind.Repeatable,
        _ => context.Get(ReceiverHonoursKey) ? EffectKind.Repeatable : EffectKind.Unrepeatable,
    };

    /// <inheritdoc/>
    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        using var request = Request(context);
        var client = context.GetService<WorkflowHttpClient>();
        (int Status, Dictionary<string, string> Headers, JsonElement Content) answer;
        try
        {
            answer = await client.SendAsync(request, context.CancellationToken);
        }
        catch (HttpRequestException exception) when (IsNotSent(exception))
        {
            if (FailedToConnect is null)
                throw new ActivityException(FailureKind.Transient, $"No connection to {request.RequestUri!.GetLeftPart(UriPartial.Authority)}: {exception.Message}", exception);
            context.Schedule(FailedToConnect);
            return;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or TaskCanceledException && !context.CancellationToken.IsCancellationRequested)
        {
            if (exception is TaskCanceledException && Timeout is not null)
            {
                context.Schedule(Timeout);
                return;
            }

            var isRead = GetEffect(context) == EffectKind.None;
            throw new ActivityException(
                isRead ? FailureKind.Transient : FailureKind.OutcomeUnknown,
                $"{request.Method} {request.RequestUri!.GetLeftPart(UriPartial.Path)} was sent, but no answer came: {exception.Message}",
                exception);
        }

        context.Set(StatusCode, answer.Status);
        context.Set(ResponseHeaders, answer.Headers);
        context.Set(ParsedContent, answer.Content);
        context.Set(Result, new { statusCode = answer.Status, headers = answer.Headers, content = answer.Content });
        Follow(context, request, answer.Status, answer.Headers);
    }

    /// <inheritdoc/>
    protected internal override ValueTask OnChildCompletedAsync(ActivityExecutionContext context, ChildCompletion completion)
    {
        context.Complete();
        return ValueTask.CompletedTask;
    }

    private void Follow(ActivityExecutionContext context, HttpRequestMessage request, int status, Dictionary<string, string> headers)
    {
        var match = Array.Find(cases, expected => expected.StatusCode == status);
        if (match is null && UnmatchedStatusCode is null && status is 408 or 429 or >= 500)
        {
            var retryAfter = headers.TryGetValue("Retry-After", out var text) && int.TryParse(text, out var seconds) ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
            throw new ActivityException(
                status == 429 ? FailureKind.RateLimited : FailureKind.Transient,
                $"{request.RequestUri!.GetLeftPart(UriPartial.Path)} answered {status}.") { RetryAfter = retryAfter };
        }

        if ((match is null ? cases.Length > 0 ? UnmatchedStatusCode : null : match.Activity) is { } next)
            context.Schedule(next);
        else
            context.Complete();
    }

    private HttpRequestMessage Request(ActivityExecutionContext context)
    {
        var url = context.GetRequired(Url);
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new ActivityException(FailureKind.InvalidData, $"The input 'Url' is '{url}', which is not an address that begins with http:// or https://.");
        var request = new HttpRequestMessage(new HttpMethod((context.Get(Method) ?? "GET").ToUpperInvariant()), address);
        if (context.Get(Content) is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } content)
            request.Content = Body(content, context.Get(ContentType));
        if (context.Get(RequestHeaders) is { ValueKind: JsonValueKind.Object } headers)
        {
            foreach (var header in headers.EnumerateObject())
                request.Headers.TryAddWithoutValidation(header.Name, ValueConversion.ToText(header.Value));
        }

        if (context.Get(Authorization) is { Length: > 0 } authorization)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        if (GetEffect(context) != EffectKind.None && !request.Headers.Contains("Idempotency-Key"))
            request.Headers.Add("Idempotency-Key", context.IdempotencyKey);
        return request;
    }

    private static ByteArrayContent Body(JsonElement content, string? type)
    {
        var isText = content.ValueKind == JsonValueKind.String;
        var body = new ByteArrayContent(Encoding.UTF8.GetBytes(isText ? content.GetString()! : JsonSerializer.Serialize(content, WorkflowJson.Options)));
        var name = !string.IsNullOrEmpty(type) ? type : isText ? "text/plain" : "application/json";
        body.Headers.ContentType = MediaTypeHeaderValue.TryParse(name, out var parsed) ? parsed : new MediaTypeHeaderValue("application/octet-stream");
        return body;
    }

    private static bool IsNotSent(HttpRequestException exception) =>
        exception.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError;
}
