using System.Text.Json;
using ClarityConnect.Workflows.Engine.Activation;
using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Sdk.Values;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.Engine.Schedules;

/// <summary>
/// Fires schedules and polls. A firing is a message keyed by schedule and due time, stored together with the next due time, so that none is lost
/// and none counts twice, whichever node does it.
/// </summary>
/// <param name="store">Where schedules are.</param>
/// <param name="workflows">Gives the triggers that poll.</param>
/// <param name="triggers">Evaluates their inputs.</param>
/// <param name="dispatcher">Hears that there is work.</param>
/// <param name="ids">Makes ids for what is created.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
public sealed class Scheduler(
    IExecutionStore store,
    CompiledWorkflowCache workflows,
    TriggerEvaluator triggers,
    Dispatcher dispatcher,
    IdGenerator ids,
    TimeProvider time,
    ILogger<Scheduler> logger) : BackgroundService
{
    private const int BatchSize = 32;

    /// <summary>A poll that takes longer is given up, and may be begun by another node.</summary>
    private static readonly TimeSpan PollLimit = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly Signal signal = new();

    /// <summary>Says that schedules were changed.</summary>
    public void Wake() => signal.Set();

    /// <summary>Fires once what is due.</summary>
    /// <param name="cancellationToken">Cancels the work; claims lapse by themselves.</param>
    /// <returns>How many schedules were due.</returns>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var due = await store.ClaimSchedulesAsync(now, now + PollLimit, BatchSize, cancellationToken);
        await Task.WhenAll(due.Select(schedule => FireAsync(schedule, cancellationToken)));
        return due.Count;
    }

    /// <summary>The first due time of a schedule that is being published.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="now">The time of publishing.</param>
    public static DateTimeOffset? First(ScheduleRow schedule, DateTimeOffset now) =>
        schedule.Cron is { } cron ? DueTimes.Parse(cron, schedule.TimeZone).Next(now) : schedule.At ?? now;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await RunOnceAsync(stoppingToken) < BatchSize)
                    await signal.WaitAsync(LookInterval, time, stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
            }
            catch (Exception exception)
            {
                Logs.BackgroundFailed(logger, exception, nameof(Scheduler));
                await Task.Delay(LookInterval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task FireAsync(ScheduleRow schedule, CancellationToken cancellationToken)
    {
        ScheduleCompletion completion;
        try
        {
            completion = schedule.IsPoll ? await PollAsync(schedule, cancellationToken) : Fire(schedule);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            completion = Failed(schedule, exception);
        }

        var outcomes = await store.CompleteScheduleAsync(completion, cancellationToken);
        if (outcomes?.Contains(IngestOutcome.Stored) == true)
            dispatcher.Wake();
    }

    private ScheduleCompletion Fire(ScheduleRow schedule)
    {
        var now = time.GetUtcNow();
        var due = new List<DateTimeOffset>();
        var next = schedule.NextDueAt;
        while (next is { } moment && moment <= now)
        {
            due.Add(moment);
            next = After(schedule, moment, now);
        }

        // More than the one due time that brought us here means that nobody was up for the others.
        var isLate = due.Count > 1 || (due.Count == 1 && now - due[0] > TimeSpan.FromMinutes(1));
        IReadOnlyList<DateTimeOffset> firing = (isLate ? schedule.Misfire : MisfirePolicy.RunAll) switch
        {
            MisfirePolicy.RunOnce => [due[^1]],
            MisfirePolicy.Skip => [],
            _ => due,
        };
        var ingestions = firing.Select(moment => Ingestion(
            schedule,
            moment.ToString("O"),
            JsonSerializer.SerializeToUtf8Bytes(new { dueAt = moment, firedAt = now }, WorkflowJson.Options),
            null)).ToList();
        return new ScheduleCompletion(schedule, next, null, 0, null, ingestions);
    }

    private async Task<ScheduleCompletion> PollAsync(ScheduleRow schedule, CancellationToken cancellationToken)
    {
        var workflow = await workflows.GetAsync(schedule.DefinitionVersionId, cancellationToken);
        var activity = workflow.Find(schedule.ActivityId);
        if (activity?.Activity is NotFoundActivity)
            throw new ActivityException(FailureKind.Misconfigured, $"The activity type '{activity.Type}' of '{workflow.DisplayName}' is not here. Put its plugin back; polling goes on by itself then.");
        if (activity?.Activity is not PollingTrigger trigger)
            throw new ActivityException(FailureKind.Misconfigured, $"Activity '{schedule.ActivityId}' of '{workflow.DisplayName}' does not poll. Publish the definition again.");
        var context = await triggers.PollContextAsync(workflow, activity, schedule.Cursor, cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(PollLimit);
        var result = await trigger.PollAsync(context, limit.Token);
        var ingestions = result.Events.Select(found => Ingestion(
            schedule,
            found.Id,
            JsonSerializer.SerializeToUtf8Bytes(found.Payload, WorkflowJson.Options),
            found.CorrelationId)).ToList();
        var cursor = result.Cursor is null ? (ReadOnlyMemory<byte>?)null : JsonSerializer.SerializeToUtf8Bytes(result.Cursor, WorkflowJson.Options);
        return new ScheduleCompletion(schedule, time.GetUtcNow() + schedule.Interval!.Value, cursor, 0, null, ingestions);
    }

    private ScheduleCompletion Failed(ScheduleRow schedule, Exception exception)
    {
        var failures = schedule.Failures + 1;
        var asked = (exception as ActivityException)?.RetryAfter ?? TimeSpan.Zero;
        var pause = TimeSpan.FromSeconds(Math.Min(300, Math.Pow(2, Math.Min(failures, 10) - 1)));
        var error = CardDataMasker.Mask(exception.Message);
        Logs.ScheduleFailed(logger, schedule.Id, failures, error);
        return new ScheduleCompletion(schedule, time.GetUtcNow() + (asked > pause ? asked : pause), null, failures, error, []);
    }

    private Ingestion Ingestion(ScheduleRow schedule, string eventId, byte[] payload, string? correlationId)
    {
        var now = time.GetUtcNow();
        return new Ingestion(
            new InboxMessage
            {
                Id = ids.Next(),
                Source = $"schedule:{schedule.Id}",
                EventId = eventId,
                Name = "schedule",
                Key = schedule.Id,
                CorrelationId = correlationId,
                Payload = CardDataMasker.Mask(payload),
                ReceivedAt = now,
                ExpiresAt = now,
            },
            [
                new NewInstance
                {
                    Id = ids.Next(),
                    DefinitionId = schedule.DefinitionId,
                    DefinitionVersionId = schedule.DefinitionVersionId,
                    Version = schedule.Version,
                    TriggerActivityId = schedule.ActivityId,
                    CorrelationId = correlationId,
                    ActivationKey = ActivationStrategies.KeyOf(schedule.Activation, schedule.DefinitionId, correlationId),
                    WorkItemId = ids.Next(),
                },
            ],
            IsSettled: true);
    }

    private static DateTimeOffset? After(ScheduleRow schedule, DateTimeOffset due, DateTimeOffset now)
    {
        if (schedule.Cron is { } cron)
            return DueTimes.Parse(cron, schedule.TimeZone).Next(due);
        if (schedule.Interval is not { } interval || interval <= TimeSpan.Zero)
            return null;
        // An interval that was missed a million times over is not counted through one by one.
        var missed = schedule.Misfire == MisfirePolicy.RunAll ? 1 : Math.Max(1, Math.Floor((now - due) / interval));
        return due + interval * missed;
    }
}
