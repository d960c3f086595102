using System.Text;
using System.Text.Json;
using ClarityConnect.Workflows.Engine.Activation;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Sdk.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClarityConnect.Workflows.Engine.Http;

/// <summary>
/// Receives the requests of systems that call us. Every published <see cref="WebhookTrigger"/> with the request's path checks it by itself, so
/// that several workflows may listen to one address; the caller is answered after all events are stored.
/// </summary>
/// <param name="index">The published triggers.</param>
/// <param name="workflows">Gives the definitions.</param>
/// <param name="evaluator">Evaluates the triggers' inputs.</param>
/// <param name="runtime">Starts instances.</param>
/// <param name="ids">Makes ids.</param>
/// <param name="time">The clock.</param>
/// <param name="options">Limits.</param>
/// <param name="logger">The log.</param>
public sealed class WebhookEndpoints(
    TriggerIndex index,
    CompiledWorkflowCache workflows,
    TriggerEvaluator evaluator,
    WorkflowRuntime runtime,
    IdGenerator ids,
    TimeProvider time,
    IOptions<HttpOptions> options,
    ILogger<WebhookEndpoints> logger)
{
    /// <summary>The path below which webhooks are called.</summary>
    public const string BasePath = "/webhooks";

    private static readonly WebhookReply Later =
        new(StatusCodes.Status503ServiceUnavailable, "text/plain; charset=utf-8", "The request cannot be taken now. Send it again later.");

    /// <summary>Handles a request below the base path.</summary>
    /// <param name="context">The request.</param>
    /// <param name="path">Its path below the base path, decoded.</param>
    public async Task HandleAsync(HttpContext context, string path)
    {
        var key = path.Trim('/').ToLowerInvariant();
        var triggers = index.Find(WebhookTrigger.Stimulus).Where(trigger => trigger.Key == key).ToList();
        if (key.Length == 0 || triggers.Count == 0)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (await ReadAsync(context) is not { } request)
        {
            await HttpProblem.WriteAsync(context, StatusCodes.Status413PayloadTooLarge, $"The request's body has more than {options.Value.MaxRequestBytes} bytes.");
            return;
        }

        var replies = new List<WebhookReply>();
        foreach (var trigger in triggers)
            replies.Add(await ReceiveAsync(trigger, request, context.RequestAborted));
        // A caller that any of them could not answer calls again; one that any of them knows is not turned away for the others' sake.
        await WriteAsync(context, replies.Find(reply => reply.Status >= 500) ?? replies.Find(reply => reply.Status < 400) ?? replies[0]);
    }

    private async Task<WebhookReply> ReceiveAsync(TriggerRow trigger, WebhookRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var workflow = await workflows.GetAsync(trigger.DefinitionVersionId, cancellationToken);
            if (workflow.Find(trigger.ActivityId) is not { Activity: WebhookTrigger webhook } activity)
                throw new ActivityException(FailureKind.Misconfigured, $"Activity '{trigger.ActivityId}' of '{workflow.DisplayName}' takes no webhooks. Publish the definition again.");
            var result = await webhook.ReceiveAsync(await evaluator.WebhookContextAsync(workflow, activity, request, cancellationToken), cancellationToken);
            if (result.Reply.Status >= 400)
                Logs.WebhookRefused(logger, trigger.DefinitionId, trigger.ActivityId, result.Reply.Status, CardDataMasker.Mask(result.Reply.Body));
            var outcomes = await Task.WhenAll(result.Events.Select(found => StoreAsync(trigger, found)));
            return outcomes.Contains(IngestOutcome.StartRefused)
                ? new WebhookReply(StatusCodes.Status409Conflict, "text/plain; charset=utf-8", ActivationRefusedException.Describe(trigger.DefinitionId, trigger.Activation))
                : result.Reply;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Logs.WebhookFailed(logger, trigger.DefinitionId, trigger.ActivityId, CardDataMasker.Mask(exception.Message));
            return Later;
        }
    }

    private Task<IngestOutcome> StoreAsync(TriggerRow trigger, TriggerEvent found)
    {
        var now = time.GetUtcNow();
        return runtime.BeginAsync(
            new InboxMessage
            {
                Id = ids.Next(),
                Source = $"webhook:{trigger.DefinitionId}:{trigger.ActivityId}",
                EventId = found.Id,
                Name = trigger.Name,
                Key = trigger.Key,
                CorrelationId = found.CorrelationId,
                Payload = JsonSerializer.SerializeToUtf8Bytes(found.Payload, WorkflowJson.Options),
                ReceivedAt = now,
                ExpiresAt = now,
            },
            new NewInstance
            {
                Id = ids.Next(),
                DefinitionId = trigger.DefinitionId,
                DefinitionVersionId = trigger.DefinitionVersionId,
                Version = trigger.Version,
                TriggerActivityId = trigger.ActivityId,
                CorrelationId = found.CorrelationId,
                ActivationKey = ActivationStrategies.KeyOf(trigger.Activation, trigger.DefinitionId, found.CorrelationId),
                WorkItemId = ids.Next(),
            });
    }

    /// <returns>The request; null if its body is too large.</returns>
    private async Task<WebhookRequest?> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        var limit = options.Value.MaxRequestBytes;
        if (request.ContentLength > limit)
            return null;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
        using var body = new MemoryStream();
        try
        {
            await new LimitedBody(request.Body, limit).CopyToAsync(body, context.RequestAborted);
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return null;
        }

        return new WebhookRequest
        {
            Method = request.Method.ToUpperInvariant(),
            Address = new Uri(request.GetEncodedUrl()),
            Headers = request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Query = request.Query.ToDictionary(value => value.Key, value => value.Value.Count == 0 ? "" : value.Value[^1] ?? "", StringComparer.Ordinal),
            Body = body.ToArray(),
        };
    }

    private static async Task WriteAsync(HttpContext context, WebhookReply reply)
    {
        context.Response.StatusCode = reply.Status;
        if (reply.Body.Length == 0)
            return;
        context.Response.ContentType = reply.ContentType ?? "text/plain; charset=utf-8";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(reply.Body), context.RequestAborted);
    }
}
