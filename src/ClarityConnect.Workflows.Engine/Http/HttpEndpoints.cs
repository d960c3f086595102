using System.Text.Json;
using ClarityConnect.Workflows.Engine.Activation;
using ClarityConnect.Workflows.Engine.Bookmarks;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Instances;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace ClarityConnect.Workflows.Engine.Http;

/// <summary>Receives the requests that start workflows by their HttpEndpoint activities, or that such an activity waits for.</summary>
/// <param name="routes">The published endpoints.</param>
/// <param name="runtime">Starts instances.</param>
/// <param name="workflows">Says whether a workflow answers by itself.</param>
/// <param name="reader">Finds the instance that a request names.</param>
/// <param name="replies">Where answers come in.</param>
/// <param name="downloads">Where earlier downloads are.</param>
/// <param name="events">Says when a burst is over.</param>
/// <param name="ids">Makes ids.</param>
/// <param name="time">The clock.</param>
/// <param name="options">Limits.</param>
public sealed class HttpEndpoints(
    HttpRouteTable routes,
    WorkflowRuntime runtime,
    CompiledWorkflowCache workflows,
    IInstanceReader reader,
    HttpReplies replies,
    DownloadStore downloads,
    InstanceEvents events,
    IdGenerator ids,
    TimeProvider time,
    IOptions<HttpOptions> options)
{
    private const string InstanceHeader = "x-elsa-workflow-instance-id";

    /// <summary>How many instances with one correlation id are looked at for one that waits for the request.</summary>
    private const int MaxCorrelated = 100;

    /// <summary>How long a request that names a running instance waits for it to come to its endpoint.</summary>
    private static readonly TimeSpan ArrivalTimeout = TimeSpan.FromSeconds(5);

    private readonly ReplyWriter writer = new(downloads);

    /// <summary>Handles a request below the base path.</summary>
    /// <param name="context">The request.</param>
    /// <param name="path">Its path below the base path, encoded as it came.</param>
    public async Task HandleAsync(HttpContext context, string path)
    {
        if (await FindBookmarkAsync(context, path) is (var bookmark, var values, var settings))
            await ResumeAsync(context, path, bookmark, values, settings);
        else if (routes.Find(context.Request.Method, path) is (var trigger, var route))
            await StartAsync(context, path, trigger, route);
        else
            context.Response.StatusCode = StatusCodes.Status404NotFound;
    }

    private async Task StartAsync(HttpContext context, string path, TriggerRow trigger, Dictionary<string, string> route)
    {
        var settings = await routes.SettingsAsync(trigger, context.RequestAborted);
        if (await ReadAsync(context, path, route, settings) is not { } payload)
            return;
        var workflow = await workflows.GetAsync(trigger.DefinitionVersionId, context.RequestAborted);
        var correlationId = context.Request.Query.TryGetValue("correlationId", out var correlation) ? correlation.ToString() : null;
        var instance = new NewInstance
        {
            Id = ids.Next(),
            DefinitionId = trigger.DefinitionId,
            DefinitionVersionId = trigger.DefinitionVersionId,
            Version = trigger.Version,
            TriggerActivityId = trigger.ActivityId,
            CorrelationId = correlationId,
            ActivationKey = ActivationStrategies.KeyOf(trigger.Activation, trigger.DefinitionId, correlationId),
            WorkItemId = ids.Next(),
        };
        var reply = workflow.WritesHttpResponse ? replies.Expect(instance.Id) : null;
        var burst = workflow.WritesHttpResponse ? events.NextBurst(instance.Id) : null;
        try
        {
            var outcome = await runtime.BeginAsync(Message(context, trigger.Key, trigger.Key, payload, instance.CorrelationId), instance);
            if (outcome == IngestOutcome.StartRefused)
                await HttpProblem.WriteAsync(context, StatusCodes.Status409Conflict, ActivationRefusedException.Describe(trigger.DefinitionId, trigger.Activation));
            else if (reply is null || outcome == IngestOutcome.Duplicate)
                await AcknowledgeAsync(context, outcome == IngestOutcome.Stored ? instance.Id : null);
            else
                await ReplyAsync(context, instance.Id, reply, burst!, settings);
        }
        finally
        {
            replies.Forget(instance.Id);
            events.Forget(instance.Id);
        }
    }

    /// <summary>Finds the bookmark that a request with an instance's id or correlation id in its query is for.</summary>
    private async Task<(BookmarkRow Bookmark, Dictionary<string, string> Values, EndpointSettings Settings)?> FindBookmarkAsync(HttpContext context, string path)
    {
        var instanceId = context.Request.Query["workflowInstanceId"].ToString();
        var correlationId = context.Request.Query["correlationId"].ToString();
        IEnumerable<(string Id, bool IsAtRest)> instances = instanceId.Length > 0 ? [(instanceId, false)] : [];
        if (instanceId.Length == 0 && correlationId.Length > 0)
        {
            var filter = new InstanceFilter
            {
                CorrelationId = correlationId, Statuses = [InstanceStatus.Pending, InstanceStatus.Executing, InstanceStatus.Suspended], Take = MaxCorrelated,
            };
            var (found, _) = await reader.ListAsync(filter, context.RequestAborted);
            instances = found.Select(instance => (instance.Id, instance.Status == InstanceStatus.Suspended)).OrderByDescending(instance => instance.Item2);
        }

        foreach (var (id, isAtRest) in instances)
        {
            if (!isAtRest)
                await WaitForArrivalAsync(id, context.RequestAborted);
            foreach (var bookmark in await reader.ListBookmarksAsync(id, context.RequestAborted))
            {
                if (bookmark.Name == HttpRoute.StimulusName && HttpRoute.Parse(bookmark.Key).Match(context.Request.Method, path) is { } values)
                    return (bookmark, values, await SettingsAsync(bookmark, context.RequestAborted));
            }
        }

        return null;
    }

    /// <summary>A caller that just had an instance's answer may be faster than the instance.</summary>
    private async Task WaitForArrivalAsync(string instanceId, CancellationToken cancellationToken)
    {
        var arrival = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void OnCommitted(string id, InstanceStatus status)
        {
            if (id == instanceId)
                arrival.TrySetResult();
        }

        events.Committed += OnCommitted;
        try
        {
            if (await reader.FindAsync(instanceId, cancellationToken) is ({ Status: InstanceStatus.Pending or InstanceStatus.Executing }, _))
                await Task.WhenAny(arrival.Task, Task.Delay(ArrivalTimeout, time, cancellationToken));
        }
        finally
        {
            events.Committed -= OnCommitted;
        }
    }

    /// <summary>What the waiting activity allows stands with its bookmark in the checkpoint, as its inputs were when it came to wait.</summary>
    private async Task<EndpointSettings> SettingsAsync(BookmarkRow bookmark, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(bookmark.InstanceId, cancellationToken) is not ({ }, { } checkpoint))
            return new EndpointSettings();
        using var state = JsonDocument.Parse(checkpoint);
        var stored = JsonMembers.List(state.RootElement, "bookmarks").FirstOrDefault(item => JsonMembers.Text(item, "id") == bookmark.Id);
        return JsonMembers.Text(stored, "tag") is { } tag ? JsonSerializer.Deserialize<EndpointSettings>(tag, Sdk.Values.WorkflowJson.Options)! : new EndpointSettings();
    }

    private async Task ResumeAsync(HttpContext context, string path, BookmarkRow bookmark, Dictionary<string, string> values, EndpointSettings settings)
    {
        if (await ReadAsync(context, path, values, settings) is not { } payload)
            return;
        var id = bookmark.InstanceId;
        var reply = replies.Expect(id);
        var burst = events.NextBurst(id);
        try
        {
            var message = Message(context, bookmark.Key, $"{bookmark.Key}:{id}", payload, null);
            using var document = JsonDocument.Parse(payload);
            if (await runtime.PublishAsync(message.Name, message.Key, message.EventId, message.Source, document.RootElement, null, id))
                await ReplyAsync(context, id, reply, burst, settings);
            else
                await AcknowledgeAsync(context, null);
        }
        finally
        {
            replies.Forget(id);
            events.Forget(id);
        }
    }

    /// <returns>The payload; null if the caller may not come in, or sent what the endpoint does not take. Then it has its answer.</returns>
    private async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContext context, string path, Dictionary<string, string> route, EndpointSettings settings)
    {
        if (!await EndpointAccess.AllowAsync(context, settings))
            return null;
        var (payload, problem) = await new RequestReader(settings, options.Value.MaxRequestBytes).ReadAsync(context, path, route, context.RequestAborted);
        if (problem is null)
            return payload;
        await HttpProblem.WriteAsync(context, problem.StatusCode, problem.Detail);
        return null;
    }

    private InboxMessage Message(HttpContext context, string key, string source, ReadOnlyMemory<byte> payload, string? correlationId)
    {
        var id = ids.Next();
        var sent = FirstHeader(context, "Idempotency-Key", "webhook-id");
        var now = time.GetUtcNow();
        return new InboxMessage
        {
            Id = id,
            Source = Limit($"http:{source}"),
            EventId = Limit(sent ?? id),
            Name = HttpRoute.StimulusName,
            Key = key,
            CorrelationId = correlationId,
            Payload = payload,
            ReceivedAt = now,
            ExpiresAt = now,
        };
    }

    private async Task ReplyAsync(HttpContext context, string instanceId, Task<HttpReply> reply, Task<InstanceStatus> burst, EndpointSettings settings)
    {
        using var timeout = new CancellationTokenSource(settings.RequestTimeout ?? options.Value.ResponseTimeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, timeout.Token);
        try
        {
            await Task.WhenAny(reply, burst).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            await AcknowledgeAsync(context, instanceId);
            return;
        }

        // The burst may end without an answer: it failed, or it waits for something else first.
        if (reply.IsCompleted)
        {
            context.Response.Headers[InstanceHeader] = instanceId;
            await writer.WriteAsync(context, await reply);
        }
        else if (await burst == InstanceStatus.Faulted)
        {
            context.Response.Headers[InstanceHeader] = instanceId;
            await HttpProblem.WriteAsync(context, StatusCodes.Status500InternalServerError, $"The workflow failed. Instance {instanceId} has the details.");
        }
        else
        {
            await AcknowledgeAsync(context, instanceId);
        }
    }

    /// <summary>The event is stored: 202 with the instance, or 200 for one that was received before.</summary>
    private static Task AcknowledgeAsync(HttpContext context, string? instanceId)
    {
        context.Response.StatusCode = instanceId is null ? StatusCodes.Status200OK : StatusCodes.Status202Accepted;
        if (instanceId is not null)
            context.Response.Headers[InstanceHeader] = instanceId;
        return Task.CompletedTask;
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
