using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Activities.Alerts;

/// <summary>
/// Starts an instance when runs were given up, so that who is told, how and of what is drawn like any other workflow. One instance speaks for all
/// dead letters of a workflow since the look before; those of its own workflow start none.
/// </summary>
[Activity("ClarityConnect", "Alerts", "Starts when runs of other workflows were given up and wait for a decision: one alert for each workflow and look.", DisplayName = "Runs were given up")]
public sealed class DeadLetterAdded : PollingTrigger
{
    private const int PageSize = 200;
    private const int MostPages = 25;
    private const int MostNamed = 50;

    /// <summary>A letter may be seen later than its time says: its commit takes a moment, and nodes' clocks differ.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    /// <summary>Creates the trigger; it looks once a minute.</summary>
    public DeadLetterAdded() => Interval = new Input<TimeSpan>(TimeSpan.FromMinutes(1));

    /// <summary>Only these workflows.</summary>
    [Input(DisplayName = "Workflows", Description = "Only these workflows, by their ids; empty for all.", UIHint = "multitext")]
    public Input<string[]> DefinitionIds { get; set; } = new([]);

    /// <summary>Only these kinds of failures.</summary>
    [Input(DisplayName = "Kinds of failures", Description = "Only these: Transient, RateLimited, Rejected, Unauthorized, Misconfigured, InvalidData, OutcomeUnknown; empty for all.", UIHint = "multitext")]
    public Input<string[]> Kinds { get; set; } = new([]);

    /// <summary>What was given up.</summary>
    [Output(Description = "What was given up: definitionId, workflow, count, deadLetters (id, instanceId, step, kind, message, at).")]
    public Output<DeadLetterAlert> Result { get; set; } = new();

    /// <inheritdoc/>
    protected internal override async ValueTask<PollResult> PollAsync(PollContext context, CancellationToken cancellationToken)
    {
        var now = context.Time.GetUtcNow();
        var cursor = context.GetCursor<Cursor>();
        var through = cursor?.Through ?? now;
        var read = await ReadAsync(context.GetService<IInstanceReader>(), through - Overlap, cancellationToken);
        var next = new Cursor(now, [.. read.Where(letter => letter.CreatedAt > now - Overlap - Overlap).Select(letter => letter.Id)]);
        // The first look only remembers where it began: what was given up before has been there for everybody to see.
        if (cursor is null)
            return new PollResult([], next);
        var seen = cursor.Seen.ToHashSet(StringComparer.Ordinal);
        var news = read.Where(letter => letter.CreatedAt > through - Overlap && !seen.Contains(letter.Id) && IsMeant(context, letter)).ToLookup(letter => letter.DefinitionId);
        var events = new List<TriggerEvent>();
        foreach (var letters in news)
            events.Add(await AlertAsync(context.GetService<IDefinitionStore>(), [.. letters.OrderBy(letter => letter.CreatedAt)], cancellationToken));
        return new PollResult(events, next);
    }

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        if (context.TriggerPayload is not { } payload)
            throw new ActivityException(FailureKind.Misconfigured, "'Runs were given up' can only start a workflow. Put it at the begin, and let it start the workflow in its settings.");
        context.Set(Result, ValueConversion.To<DeadLetterAlert>(payload));
        context.Complete();
    }

    private static async Task<List<DeadLetter>> ReadAsync(IInstanceReader reader, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var read = new List<DeadLetter>();
        for (var page = 0; page < MostPages; page++)
        {
            var letters = await reader.ListDeadLettersAsync(new DeadLetterFilter { Before = read.Count == 0 ? null : read[^1].Id, Take = PageSize }, cancellationToken);
            read.AddRange(letters);
            if (letters.Count < PageSize || letters[^1].CreatedAt < since)
                break;
        }

        return read;
    }

    private bool IsMeant(PollContext context, DeadLetter letter) =>
        letter.DefinitionId != context.DefinitionId
        && (context.Get(DefinitionIds) is not { Length: > 0 } definitions || definitions.Contains(letter.DefinitionId, StringComparer.Ordinal))
        && (context.Get(Kinds) is not { Length: > 0 } kinds || kinds.Contains(letter.Kind.ToString(), StringComparer.OrdinalIgnoreCase));

    private static async Task<TriggerEvent> AlertAsync(IDefinitionStore definitions, List<DeadLetter> letters, CancellationToken cancellationToken)
    {
        var version = await definitions.FindAsync(letters[^1].DefinitionVersionId, cancellationToken);
        var alert = new DeadLetterAlert(
            letters[0].DefinitionId,
            version?.Name ?? letters[0].DefinitionId,
            letters.Count,
            [.. letters.Take(MostNamed).Select(letter => new DeadLetterSummary(letter.Id, letter.InstanceId, letter.ActivityName, letter.Kind, letter.Message, letter.CreatedAt))]);
        return new TriggerEvent(letters[^1].Id, alert);
    }

    /// <param name="Through">Up to when letters were looked at.</param>
    /// <param name="Seen">The letters shortly before that were looked at.</param>
    private sealed record Cursor(DateTimeOffset Through, IReadOnlyList<string> Seen);
}
