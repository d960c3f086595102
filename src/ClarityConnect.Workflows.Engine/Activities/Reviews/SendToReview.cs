using System.Text.Json;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Reviews;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Activities.Reviews;

/// <summary>
/// Puts something that is not certain before people, and goes on by what they choose, or at once. The item in the queue decides: the event that wakes
/// only says that there is something to read, and a wait that misses it looks again by itself.
/// </summary>
[Activity("ClarityConnect", "Human", "Puts something that is not certain in the review queue, and goes on by what a person chooses.")]
[FlowNode(Accepted, Rejected, TimedOut, Sent)]
public sealed class SendToReview : Activity, IWritesHere
{
    /// <summary>The name of the bookmarks that wait for decisions; their key is the item's id.</summary>
    public const string BookmarkName = "ClarityConnect.Review";

    internal const string Accepted = "Accepted";
    internal const string Rejected = "Rejected";
    internal const string TimedOut = "Timed out";
    internal const string Sent = "Sent";

    private const string ItemState = "Item";
    private const string DeadlineState = "Deadline";

    /// <summary>How long a wait sleeps at most before it reads the item by itself.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromHours(1);

    /// <summary>What is in doubt, in one line.</summary>
    [Input(Description = "What is in doubt, in one line, such as \"Is Ada Smith of order 1001 the customer C-77?\".", IsRequired = true)]
    public Input<string> Title { get; set; } = new();

    /// <summary>What kind of doubt it is, by which people filter.</summary>
    [Input(Description = "What kind of doubt it is, by which people filter the queue, such as customer.duplicate, data.invalid or invoice.notFound.", IsRequired = true)]
    public Input<string> Kind { get; set; } = new();

    /// <summary>Why somebody has to look.</summary>
    [Input(Description = "Why somebody has to look, with the facts that a decision needs.", UIHint = "multiline")]
    public Input<string> Reason { get; set; } = new();

    /// <summary>What to do in the usual case.</summary>
    [Input(DisplayName = "Suggested action", Description = "What you suggest to do, such as \"Accept if name and address are the same person's\".", UIHint = "multiline")]
    public Input<string> SuggestedAction { get; set; } = new();

    /// <summary>The data in question.</summary>
    [Input(Description = "The data in question, shown as a table; the person who decides may correct them. Secrets and card numbers are masked.", UIHint = "json-editor")]
    public Input<JsonElement> Data { get; set; } = new();

    /// <summary>What identifies the doubt; empty for the run and the step.</summary>
    [Input(Description = "What identifies the doubt, such as \"customer:1001\": while one of this key is open, no second one is made. Empty if each run asks for itself.")]
    public Input<string> Key { get; set; } = new();

    /// <summary>What can be decided; each choice is an outcome.</summary>
    [Input(Description = "What can be decided; each is a button for the person and an outcome here. Default Accepted and Rejected.", UIHint = "dynamic-outcomes")]
    public Input<string[]> Choices { get; set; } = new([.. ReviewItem.DefaultChoices]);

    /// <summary>Whether to wait for the decision.</summary>
    [Input(DisplayName = "Wait for the decision", Description = "Whether to wait for the decision; if not, the workflow goes on at once by \"Sent\".")]
    public Input<bool> WaitForDecision { get; set; } = new(true);

    /// <summary>How long to wait; empty for ever.</summary>
    [Input(Description = "How long to wait, as days.hours:minutes:seconds; empty to wait for ever. Then the workflow goes on by \"Timed out\".")]
    public Input<TimeSpan?> Deadline { get; set; } = new();

    /// <summary>The id of the review item.</summary>
    [Output(DisplayName = "Item id", Description = "The id of the review item.")]
    public Output<string> ItemId { get; set; } = new();

    /// <summary>The data as the person left or corrected them.</summary>
    [Output(DisplayName = "Reviewed data", Description = "The data as the person left or corrected them, with secrets and card numbers masked.")]
    public Output<JsonElement> ReviewedData { get; set; } = new();

    /// <summary>The decision: choice, by, at, comment, isCorrected.</summary>
    [Output(Description = "The decision: choice, by, at, comment, and whether the data were corrected.")]
    public Output<object> Decision { get; set; } = new();

    /// <inheritdoc/>
    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var isAwaited = context.Get(WaitForDecision);
        var now = context.Time.GetUtcNow();
        var deadline = isAwaited ? now + context.Get(Deadline) : null;
        var sent = await context.GetService<IReviewStore>().SendAsync([Item(context, isAwaited, now, deadline)], onlyNewKeys: false, context.CancellationToken);
        var item = sent[0];
        context.Set(ItemId, item.Id);
        if (!isAwaited)
        {
            context.Complete(Sent);
            return;
        }

        context.SetState(ItemState, item.Id);
        context.SetState(DeadlineState, deadline);
        if (item.State == ReviewState.Open)
            Wait(context, item.Id, deadline);
        else
            Complete(context, item);
    }

    /// <inheritdoc/>
    protected internal override async ValueTask OnResumedAsync(ActivityExecutionContext context, Resumption resumption)
    {
        var store = context.GetService<IReviewStore>();
        var id = context.GetState<string>(ItemState)!;
        var deadline = context.GetState<DateTimeOffset?>(DeadlineState);
        var now = context.Time.GetUtcNow();
        if (deadline <= now)
            await store.EndAsync([id], new ReviewDecision(ReviewState.TimedOut, null, null, now), context.CancellationToken);
        var item = await store.FindAsync(id, context.CancellationToken)
            ?? throw new ActivityException(FailureKind.InvalidData, $"The review item '{id}' is not there any longer. Retry the step from an earlier one, so that it is sent again.");
        if (item.State == ReviewState.Open)
            Wait(context, id, deadline);
        else
            Complete(context, item);
    }

    private static void Wait(ActivityExecutionContext context, string id, DateTimeOffset? deadline)
    {
        var next = context.Time.GetUtcNow() + LookAgain;
        context.Wait(new Bookmark(BookmarkName) { Key = id, DueAt = deadline < next ? deadline : next });
    }

    private ReviewItem Item(ActivityExecutionContext context, bool isAwaited, DateTimeOffset now, DateTimeOffset? deadline)
    {
        _ = context.GetRequired(Title);
        var title = Text(context, Title)!.Trim();
        var key = Text(context, Key) is { } given && !string.IsNullOrWhiteSpace(given) ? given.Trim() : context.ExecutionId;
        if (key.Length > ReviewItem.LongestKey)
            throw new ActivityException(FailureKind.InvalidData, $"The key has {key.Length} characters; at most {ReviewItem.LongestKey} are kept. Use an id instead of a text.");
        var choices = (context.Get(Choices) ?? []).Select(choice => choice.Trim()).Where(choice => choice.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var subject = ReviewSubject.Mask(((BurstContext)context).Redact(context.Get(Data)));
        if (subject?.Length > ReviewSubject.LargestSize)
            throw new ActivityException(FailureKind.InvalidData, $"The data have {subject.Length:N0} characters; a review item takes {ReviewSubject.LargestSize:N0}. Send the part that a person has to see.");
        return new ReviewItem
        {
            Id = context.GetService<IdGenerator>().Next(),
            Key = key,
            Kind = context.GetRequired(Kind).Trim(),
            Title = title.Length <= 300 ? title : title[..299] + "…",
            Reason = Text(context, Reason),
            SuggestedAction = Text(context, SuggestedAction),
            Subject = subject,
            Choices = choices.Count == 0 ? ReviewItem.DefaultChoices : choices,
            DefinitionId = context.DefinitionId,
            InstanceId = context.InstanceId,
            ActivityName = context.ActivityName,
            ExecutionId = context.ExecutionId,
            IsAwaited = isAwaited,
            Deadline = deadline,
            CreatedAt = now,
        };
    }

    /// <summary>What people read, without secrets and card numbers.</summary>
    private static string? Text(ActivityExecutionContext context, Input<string> input) =>
        ((BurstContext)context).Redact(context.Get(input)) is { } text ? CardDataMasker.Mask(text) : null;

    private void Complete(ActivityExecutionContext context, ReviewItem item)
    {
        var data = item.CorrectedSubject ?? item.Subject;
        context.Set(ReviewedData, data is null ? WorkflowJson.Null : JsonSerializer.Deserialize<JsonElement>(data));
        if (item.State == ReviewState.TimedOut)
        {
            context.Complete(TimedOut);
            return;
        }

        context.Set(Decision, new { choice = item.Decision ?? item.State.ToString(), by = item.DecidedBy, at = item.DecidedAt, comment = item.Comment, isCorrected = item.CorrectedSubject is not null });
        // An item that was withdrawn or that timed out for another run has no choice that this one could follow.
        context.Complete(item.Decision ?? TimedOut);
    }
}
