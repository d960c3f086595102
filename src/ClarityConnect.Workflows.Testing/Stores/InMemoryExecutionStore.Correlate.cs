using ClarityConnect.Workflows.Engine.Bookmarks;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Queue;

namespace ClarityConnect.Workflows.Testing.Stores;

public sealed partial class InMemoryExecutionStore
{
    /// <inheritdoc/>
    public Task<(int Taken, bool MadeWork)> CorrelateAsync(
        Func<IReadOnlyList<PendingMessage>, IReadOnlyList<Correlation>> decide,
        int limit,
        CancellationToken cancellationToken)
    {
        lock (_tables.Gate)
        {
            var now = _tables.Now;
            var pending = _tables.Inbox.Values
                .Where(stored => stored.State is MessageState.New or MessageState.Started
                    || (stored.State == MessageState.Waiting && stored.Message.ExpiresAt > now && MatchesOf(stored.Message).Any()))
                .OrderBy(stored => stored.Message.Id, StringComparer.Ordinal)
                .Take(limit)
                .Select(Pending)
                .ToList();
            if (pending.Count == 0) return Task.FromResult((0, false));

            var made = decide(pending).ToDictionary(correlation => correlation.Message.Message.Id, Apply, StringComparer.Ordinal);
            foreach (var message in pending.Select(taken => _tables.Inbox[taken.Message.Id]))
            {
                var isConsumed = message.State == MessageState.Started || made.GetValueOrDefault(message.Message.Id);
                message.State = isConsumed ? MessageState.Consumed : MessageState.Waiting;
            }

            return Task.FromResult((pending.Count, made.ContainsValue(true)));
        }
    }

    private IEnumerable<BookmarkRow> MatchesOf(InboxMessage message) =>
        _tables.Bookmarks.Values
            .Where(bookmark => bookmark.IsMetBy(message))
            .Select(bookmark => bookmark.Row)
            .OrderBy(bookmark => bookmark.Id, StringComparer.Ordinal);

    private PendingMessage Pending(StoredMessage stored)
    {
        var message = stored.Message;
        var seesTriggers = stored.State == MessageState.New && message.InstanceId is null;
        return new PendingMessage(
            message with { Payload = null },
            seesTriggers ? [.. _tables.Triggers.Where(trigger => trigger.Name == message.Name && trigger.Key == message.Key)] : [],
            [.. MatchesOf(message)]);
    }

    private bool Apply(Correlation correlation)
    {
        var message = correlation.Message.Message;
        foreach (var start in correlation.Starts) _ = _tables.Start(start, message);
        var madeWork = correlation.Starts.Count > 0;
        foreach (var (bookmark, workItemId) in correlation.Resumes)
        {
            // Two messages of one batch may ask for the same bookmark: the first has it.
            if (!_tables.Bookmarks.TryGetValue(bookmark.Id, out var stored) || stored.ClaimedBy is not null) continue;
            stored.ClaimedBy = message.Id;
            madeWork = true;
            AddWorkItem(new WorkItem
            {
                Id = workItemId,
                InstanceId = bookmark.InstanceId,
                Kind = WorkItemKind.Resume,
                DueAt = message.ReceivedAt,
                BookmarkId = bookmark.Id,
                InboxMessageId = message.Id,
                ExecutionNumber = bookmark.ExecutionNumber,
            });
        }

        return madeWork;
    }
}
