using System.Text.Json;
using ClarityConnect.Workflows.Engine.Bookmarks;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Queue;

namespace ClarityConnect.Workflows.Persistence.Inbox;

/// <summary>What the correlator's decisions mean in rows, the same on every database.</summary>
internal sealed class Correlating
{
    private readonly HashSet<string> _claimed = new(StringComparer.Ordinal);

    /// <summary>Instances to create, with the message that starts each.</summary>
    public List<(NewInstance Start, InboxMessage Message)> Starts { get; } = [];

    /// <summary>Bookmarks to claim.</summary>
    public List<(string BookmarkId, string MessageId)> Claims { get; } = [];

    /// <summary>Resume work items to queue.</summary>
    public List<WorkItem> Resumes { get; } = [];

    /// <summary>The new state of every message that was taken.</summary>
    public List<(string MessageId, MessageState State)> States { get; } = [];

    /// <summary>Whether anything came of it.</summary>
    public bool MadeWork => Starts.Count > 0 || Resumes.Count > 0;

    /// <summary>The state that a message is stored with.</summary>
    public static MessageState StateOf(Ingestion ingestion) =>
        ingestion.IsSettled ? MessageState.Consumed : ingestion.Starts.Count > 0 ? MessageState.Started : MessageState.New;

    /// <summary>Works the decisions out.</summary>
    /// <param name="taken">The messages that were taken and locked, with their states.</param>
    /// <param name="locked">The bookmarks that were locked.</param>
    /// <param name="decisions">What was decided.</param>
    public static Correlating Of(
        IReadOnlyDictionary<string, MessageState> taken, IReadOnlySet<string> locked, IReadOnlyList<Correlation> decisions)
    {
        var result = new Correlating();
        var consumed = taken.Where(message => message.Value == MessageState.Started).Select(message => message.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var decision in decisions.Where(decision => taken.ContainsKey(decision.Message.Message.Id)))
        {
            var message = decision.Message.Message;
            foreach (var start in decision.Starts) result.Starts.Add((start, message));
            if (decision.Starts.Count > 0) consumed.Add(message.Id);

            // Two messages of one batch may ask for the same bookmark: the first has it.
            foreach (var (bookmark, workItemId) in decision.Resumes.Where(r => locked.Contains(r.Bookmark.Id) && result._claimed.Add(r.Bookmark.Id)))
            {
                result.Claims.Add((bookmark.Id, message.Id));
                result.Resumes.Add(Resume(bookmark, workItemId, message));
                consumed.Add(message.Id);
            }
        }

        foreach (var id in taken.Keys) result.States.Add((id, consumed.Contains(id) ? MessageState.Consumed : MessageState.Waiting));
        return result;
    }

    private static WorkItem Resume(BookmarkRow bookmark, string workItemId, InboxMessage message) => new()
    {
        Id = workItemId,
        InstanceId = bookmark.InstanceId,
        Kind = WorkItemKind.Resume,
        DueAt = message.ReceivedAt,
        BookmarkId = bookmark.Id,
        InboxMessageId = message.Id,
        ExecutionNumber = bookmark.ExecutionNumber,
    };
}
