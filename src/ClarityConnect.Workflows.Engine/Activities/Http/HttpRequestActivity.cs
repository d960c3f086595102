using System.Net.Http.Headers;
using System.Text.Json;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Http;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Values;
using Microsoft.Extensions.Options;

namespace ClarityConnect.Workflows.Engine.Activities.Http;

/// <summary>
/// An activity that sends an HTTP request. Requests that change something are durable steps: they carry an Idempotency-Key that is the same on every
/// attempt, and one whose answer was lost is repeated only if its method or <see cref="ReceiverHonoursKey"/> says that this has no second effect.
/// What has no way of its own in the workflow (no connection, no answer in time, 408, 429, 5xx) is tried again with growing pauses.
/// </summary>
public abstract class HttpRequestActivity : Activity
{
    /// <summary>The address.</summary>
    [Input(DisplayName = "URL", Description = "The address, beginning with http:// or https://.", IsRequired = true, Order = 0)]
    public Input<string> Url { get; set; } = new();

    /// <summary>The method. Default GET.</summary>
    [Input(Description = "The HTTP method.", UIHint = "dropdown", Options = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"], Order = 1)]
    public Input<string> Method { get; set; } = new("GET");

    /// <summary>The Authorization header, such as "Bearer …".</summary>
    [Input(Description = "The Authorization header, such as 'Bearer …'.", Category = "Security", IsSensitive = true, Order = 4)]
    public Input<string> Authorization { get; set; } = new();

    /// <summary>Whether the Authorization header is sent even if it has no scheme, such as a bare key. Default false.</summary>
    [Input(DisplayName = "Disable authorization header validation", Description = "Whether the Authorization header is sent as it is, even if it has no scheme.", Category = "Security", Order = 5)]
    public Input<bool> DisableAuthorizationHeaderValidation { get; set; } = new(false);

    /// <summary>Further headers by name.</summary>
    [Input(DisplayName = "Headers", Description = "Further headers by name.", UIHint = "json-editor", Category = "Advanced", Order = 6)]
    public Input<JsonElement?> RequestHeaders { get; set; } = new();

    /// <summary>Whether the receiver ignores a repetition with the same Idempotency-Key, so that a lost answer may be repeated. Default false.</summary>
    [Input(DisplayName = "Receiver honours Idempotency-Key", Description = "Whether the receiver ignores a repetition with the same Idempotency-Key header. Then a request whose answer was lost is sent again; otherwise a person is asked.", Category = "Advanced", Order = 8)]
    public Input<bool> ReceiverHonoursKey { get; set; } = new(false);

    /// <summary>The status code.</summary>
    [Output(DisplayName = "Status code", Description = "The status code.")]
    public Output<int> StatusCode { get; set; } = new();

    /// <summary>The response's headers by name.</summary>
    [Output(DisplayName = "Response headers", Description = "The response's headers by name.")]
    public Output<Dictionary<string, string>> ResponseHeaders { get; set; } = new();

    /// <inheritdoc/>
    protected internal override EffectKind GetEffect(ActivityExecutionContext context) => MethodOf(context) switch
    {
        "GET" or "HEAD" or "OPTIONS" => EffectKind.None,
        "PUT" or "DELETE" => EffectKind.Repeatable,
        _ => context.Get(ReceiverHonoursKey) ? EffectKind.Repeatable : EffectKind.Unrepeatable,
    };

    /// <inheritdoc/>
    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        using var request = await RequestAsync(context);
        HttpAnswer answer;
        try
        {
            answer = await context.GetService<WorkflowHttpClient>().SendAsync(request, context.CancellationToken);
        }
        catch (HttpRequestException exception) when (IsNotSent(exception))
        {
            if (TriesAgain(context) || !FollowFailedToConnect(context))
                throw new ActivityException(FailureKind.Transient, $"No connection to {request.RequestUri!.GetLeftPart(UriPartial.Authority)}: {exception.Message}", exception);
            return;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or TimeoutException)
        {
            var isRead = GetEffect(context) == EffectKind.None;
            if (exception is TimeoutException && !(isRead && TriesAgain(context)) && FollowTimeout(context))
                return;
            throw new ActivityException(
                isRead ? FailureKind.Transient : FailureKind.OutcomeUnknown,
                $"{request.Method} {request.RequestUri!.GetLeftPart(UriPartial.Path)} was sent, but no answer came: {exception.Message}",
                exception);
        }

        if (answer.StatusCode is 408 or 429 or >= 500 && (TriesAgain(context) || !HasWayFor(context, answer.StatusCode)))
            throw Refused(answer);
        context.Set(StatusCode, answer.StatusCode);
        SetOutputs(context, answer);
        Follow(context, answer.StatusCode);
    }

    /// <summary>The body and its type; a null body for none.</summary>
    /// <param name="context">The execution.</param>
    protected abstract (JsonElement? Content, string? ContentType) Body(ActivityExecutionContext context);

    /// <summary>Sets the outputs that depend on the kind of activity.</summary>
    /// <param name="context">The execution.</param>
    /// <param name="answer">The answer.</param>
    protected abstract void SetOutputs(ActivityExecutionContext context, HttpAnswer answer);

    /// <summary>Whether the workflow goes on by itself after a status code.</summary>
    /// <param name="context">The execution.</param>
    /// <param name="statusCode">The status code.</param>
    protected abstract bool HasWayFor(ActivityExecutionContext context, int statusCode);

    /// <summary>Goes on after an answer.</summary>
    /// <param name="context">The execution.</param>
    /// <param name="statusCode">The answer's status code.</param>
    protected abstract void Follow(ActivityExecutionContext context, int statusCode);

    /// <summary>Goes on after no connection could be made, if the workflow has a way for that.</summary>
    /// <param name="context">The execution.</param>
    /// <returns>Whether it has.</returns>
    protected abstract bool FollowFailedToConnect(ActivityExecutionContext context);

    /// <summary>Goes on after no answer came in time, if the workflow has a way for that.</summary>
    /// <param name="context">The execution.</param>
    /// <returns>Whether it has.</returns>
    protected abstract bool FollowTimeout(ActivityExecutionContext context);

    /// <summary>Whether failures that may pass are tried again although the workflow has a way for them. Default false.</summary>
    /// <param name="context">The execution.</param>
    protected virtual bool IsResilient(ActivityExecutionContext context) => false;

    private bool TriesAgain(ActivityExecutionContext context) =>
        IsResilient(context)
        && context.Attempt < (((BurstContext)context).Compiled.Retry ?? context.GetService<IOptions<RetryOptions>>().Value).MaxAttempts;

    private static ActivityException Refused(HttpAnswer answer)
    {
        var retryAfter = int.TryParse(answer.Headers.GetValueOrDefault("Retry-After"), out var seconds) ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null;
        return new ActivityException(answer.StatusCode == 429 ? FailureKind.RateLimited : FailureKind.Transient, $"{answer.Address} answered {answer.StatusCode}.") { RetryAfter = retryAfter };
    }

    private string MethodOf(ActivityExecutionContext context) => context.Get(Method) is { Length: > 0 } method ? method.Trim().ToUpperInvariant() : "GET";

    private async Task<HttpRequestMessage> RequestAsync(ActivityExecutionContext context)
    {
        var url = context.GetRequired(Url);
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new ActivityException(FailureKind.InvalidData, $"The input 'Url' is '{url}', which is not an address that begins with http:// or https://.");
        var request = new HttpRequestMessage(new HttpMethod(MethodOf(context)), address);
        try
        {
            var (content, type) = Body(context);
            if (content is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } body)
                request.Content = await OutgoingContent.CreateAsync(body, type, context.IdempotencyKey, context.CancellationToken);
            AddHeaders(context, request);
            return request;
        }
        catch
        {
            request.Dispose();
            throw;
        }
    }

    private void AddHeaders(ActivityExecutionContext context, HttpRequestMessage request)
    {
        if (context.Get(RequestHeaders) is { ValueKind: JsonValueKind.Object } headers)
        {
            foreach (var header in headers.EnumerateObject())
            {
                var values = header.Value.ValueKind == JsonValueKind.Array ? header.Value.EnumerateArray().Select(ValueConversion.ToText) : [ValueConversion.ToText(header.Value)];
                if (request.Headers.TryAddWithoutValidation(header.Name, values) || request.Content is not { } content)
                    continue;
                content.Headers.Remove(header.Name);
                content.Headers.TryAddWithoutValidation(header.Name, values);
            }
        }

        if (context.Get(Authorization) is { Length: > 0 } authorization)
        {
            if (context.Get(DisableAuthorizationHeaderValidation))
                request.Headers.TryAddWithoutValidation("Authorization", authorization);
            else
                request.Headers.Authorization = AuthenticationHeaderValue.TryParse(authorization, out var parsed) ? parsed : throw new ActivityException(
                    FailureKind.InvalidData, "The input 'Authorization' is not a scheme and a value, such as 'Bearer abc'. Correct it, or switch on 'Disable authorization header validation'.");
        }

        if (GetEffect(context) != EffectKind.None && !request.Headers.Contains("Idempotency-Key"))
            request.Headers.Add("Idempotency-Key", context.IdempotencyKey);
    }

    private static bool IsNotSent(HttpRequestException exception) =>
        exception.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError;
}
