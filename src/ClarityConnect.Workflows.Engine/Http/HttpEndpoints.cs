using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Instances;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace ClarityConnect.Workflows.Engine.Http;

/// <summary>Receives the requests that start workflows by their HttpEndpoint activities, or that such an activity waits for.</summary>
/// <param name="index">The published endpoints.</param>
/// <param name="runtime">Starts instances.</param>
/// <param name="workflows">Says whether a workflow answers by itself.</param>
/// <param name="reader">Finds the instance that a request names.</param>
/// <param name="replies">Where answers come in.</param>
/// <param name="events">Says when a burst is over.</param>
/// <param name="ids">Makes ids.</param>
/// <param name="time">The clock.</param>
/// <param name="options">Limits.</param>
public sealed class HttpEndpoints(
    TriggerIndex index,
    WorkflowRuntime runtime,
    CompiledWorkflowCache workflows,
    IInstanceReader reader,
    HttpReplies replies,
    InstanceEvents events,
    IdGenerator ids,
    TimeProvider time,
    IOptions<HttpOptions> options)
{
    /// <summary>Handles a request below the base path.</summary>
    /// <param name="context">The request.</param>
    /// <param name="path">Its path below the base path, encoded as it came.</param>
    public async Task HandleAsync(HttpContext context, string path)
    {
        if (await ResumeAsync(context, path))
            return;
        foreach (var trigger in index.Find(HttpRoute.StimulusName))
        {
            if (HttpRoute.Match(trigger.Key, context.Request.Method, path) is { } route)
            {
                await StartAsync(context, path, trigger, route);
                return;
            }
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    private async Task StartAsync(HttpContext context, string path, TriggerRow trigger, Dictionary<string, string> route)
    {
        var workflow = await workflows.GetAsync(trigger.DefinitionVersionId, context.RequestAborted);
        if (await ReadAsync(context, path, route) is not { } payload)
            return;
        var instance = new NewInstance
        {
            Id = ids.Next(),
            DefinitionId = trigger.DefinitionId,
            DefinitionVersionId = trigger.DefinitionVersionId,
            Version = trigger.Version,
            TriggerActivityId = trigger.ActivityId,
            CorrelationId = context.Request.Query.TryGetValue("correlationId", out var correlation) ? correlation.ToString() : null,
            WorkItemId = ids.Next(),
        };
        var reply = workflow.WritesHttpResponse ? replies.Expect(instance.Id) : null;
        var burst = workflow.WritesHttpResponse ? events.NextBurst(instance.Id) : null;
        try
        {
            var isNew = await runtime.BeginAsync(Message(context, trigger.Key, payload, instance.CorrelationId), instance);
            if (reply is null || !isNew)
                await AcknowledgeAsync(context, isNew ? instance.Id : null);
            else
                await ReplyAsync(context, instance.Id, reply, burst!);
        }
        finally
        {
            replies.Forget(instance.Id);
            events.Forget(instance.Id);
        }
    }

    private async Task<bool> ResumeAsync(HttpContext context, string path)
    {
        var instanceId = context.Request.Query["workflowInstanceId"].ToString();
        var correlationId = context.Request.Query["correlationId"].ToString();
        if (instanceId.Length == 0 && correlationId.Length == 0)
            return false;
        if (instanceId.Length == 0)
        {
            var (found, _) = await reader.ListAsync(new InstanceFilter { CorrelationId = correlationId, Statuses = [InstanceStatus.Suspended], Take = 1 }, context.RequestAborted);
            if (found.Count == 0)
                return false;
            instanceId = found[0].Id;
        }

        foreach (var bookmark in await reader.ListBookmarksAsync(instanceId, context.RequestAborted))
        {
            if (bookmark.Name != HttpRoute.StimulusName || HttpRoute.Match(bookmark.Key, context.Request.Method, path) is not { } route)
                continue;
            if (await ReadAsync(context, path, route) is not { } payload)
                return true;
            var reply = replies.Expect(instanceId);
            var burst = events.NextBurst(instanceId);
            try
            {
                var message = Message(context, bookmark.Key, payload, null);
                using var document = JsonDocument.Parse(payload);
                await runtime.PublishAsync(message.Name, message.Key, message.EventId, message.Source, document.RootElement, null, instanceId);
                await ReplyAsync(context, instanceId, reply, burst);
            }
            finally
            {
                replies.Forget(instanceId);
                events.Forget(instanceId);
            }

            return true;
        }

        return false;
    }

    private async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContext context, string path, Dictionary<string, string> route)
    {
        try
        {
            if (await RequestReader.ReadAsync(context, path, route, options.Value.MaxRequestBytes, context.RequestAborted) is { } payload)
                return payload;
            await ProblemAsync(context, StatusCodes.Status400BadRequest, "The request's body is not valid JSON, although its content type says so.");
        }
        catch (BadHttpRequestException exception)
        {
            await ProblemAsync(context, exception.StatusCode, exception.Message);
        }

        return null;
    }

    private InboxMessage Message(HttpContext context, string key, ReadOnlyMemory<byte> payload, string? correlationId)
    {
        var id = ids.Next();
        var sent = FirstHeader(context, "Idempotency-Key", "webhook-id");
        var now = time.GetUtcNow();
        return new InboxMessage
        {
            Id = id,
            Source = Limit($"http:{key}"),
            EventId = Limit(sent ?? id),
            Name = HttpRoute.StimulusName,
            Key = key,
            CorrelationId = correlationId,
            Payload = payload,
            ReceivedAt = now,
            ExpiresAt = now,
        };
    }

    private async Task ReplyAsync(HttpContext context, string instanceId, Task<HttpReply> reply, Task<InstanceStatus> burst)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        limit.CancelAfter(options.Value.ResponseTimeout);
        try
        {
            await Task.WhenAny(reply, burst).WaitAsync(limit.Token);
            if (!reply.IsCompleted)
            {
                // The burst ended without an answer: it failed, or it waits for something else first.
                if (await burst == InstanceStatus.Faulted)
                {
                    context.Response.Headers["x-elsa-workflow-instance-id"] = instanceId;
                    await ProblemAsync(context, StatusCodes.Status500InternalServerError, $"The workflow failed. Instance {instanceId} has the details.");
                    return;
                }

                if (!reply.IsCompleted)
                {
                    await AcknowledgeAsync(context, instanceId);
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            await AcknowledgeAsync(context, instanceId);
            return;
        }

        var answer = await reply;
        context.Response.StatusCode = answer.StatusCode;
        foreach (var (name, value) in answer.Headers)
            context.Response.Headers[name] = value;
        if (answer.ContentType is { } type)
            context.Response.ContentType = type;
        context.Response.Headers["x-elsa-workflow-instance-id"] = instanceId;
        if (!answer.Body.IsEmpty)
            await context.Response.BodyWriter.WriteAsync(answer.Body, context.RequestAborted);
    }

    /// <summary>The event is stored: 202 with the instance, or 200 for one that was received before.</summary>
    private static Task AcknowledgeAsync(HttpContext context, string? instanceId)
    {
        context.Response.StatusCode = instanceId is null ? StatusCodes.Status200OK : StatusCodes.Status202Accepted;
        if (instanceId is not null)
            context.Response.Headers["x-elsa-workflow-instance-id"] = instanceId;
        return Task.CompletedTask;
    }

    private static Task ProblemAsync(HttpContext context, int status, string detail)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { status, detail }, options: null, contentType: "application/problem+json", context.RequestAborted);
    }

    private static string? FirstHeader(HttpContext context, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (context.Request.Headers[name].ToString() is { Length: > 0 } value)
                return value;
        }

        return null;
    }

    private static string Limit(string text) => text.Length <= 200 ? text : Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
