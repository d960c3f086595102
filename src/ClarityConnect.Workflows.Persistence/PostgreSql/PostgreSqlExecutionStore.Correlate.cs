using ClarityConnect.Workflows.Engine.Activation;
using ClarityConnect.Workflows.Engine.Bookmarks;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Persistence.Execution;
using ClarityConnect.Workflows.Persistence.Inbox;
using Npgsql;
using static ClarityConnect.Workflows.Persistence.PostgreSql.PostgreSqlStatements;

namespace ClarityConnect.Workflows.Persistence.PostgreSql;

public sealed partial class PostgreSqlExecutionStore
{
    private readonly CorrelationProgress _progress = new(time);

    /// <inheritdoc/>
    public async Task<(int Taken, bool MadeWork)> CorrelateAsync(
        Func<IReadOnlyList<PendingMessage>, IReadOnlyList<Correlation>> decide,
        int limit,
        CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            var (taken, seen) = await TakeMessagesAsync(connection, limit, cancellationToken);
            await using var statements = new PostgreSqlStatements(connection);
            if (taken.Count == 0)
            {
                await statements.Rollback().ExecuteAsync(cancellationToken);
                _progress.Saw(seen);
                return (0, false);
            }

            var (pending, locked) = await MatchAsync(connection, taken, cancellationToken);
            var states = taken.ToDictionary(message => message.Message.Id, message => message.State, StringComparer.Ordinal);
            var result = Correlating.Of(states, locked, decide(pending));
            statements.AddCorrelations(result);
            await statements.Commit().ExecuteAsync(cancellationToken);
            if (taken.Count < limit) _progress.Saw(seen);
            return (taken.Count, result.MadeWork);
        }
        catch
        {
            // Others may have passed over what this call had locked.
            _progress.StartOver();
            throw;
        }
    }

    private async Task<(List<(InboxMessage Message, MessageState State)> Taken, ulong Seen)> TakeMessagesAsync(
        NpgsqlConnection connection, int limit, CancellationToken cancellationToken)
    {
        var since = _progress.Since();
        await using var statements = new PostgreSqlStatements(connection)
            .Begin()
            .Add("ReadOldestTransaction")
            .Add("TakeNewMessages", Value(limit));
        if (since is { } transaction)
            statements.Add("TakeWaitingMessages", Moment(time.GetUtcNow()), Value(limit), Transaction(transaction));
        else
            statements.Add("SweepWaitingMessages", Moment(time.GetUtcNow()), Value(limit));
        await using var reader = await statements.ReadAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var seen = reader.GetFieldValue<ulong>(0);
        await reader.NextResultAsync(cancellationToken);
        var taken = await reader.ListAsync(ReadMessage, cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        taken.AddRange(await reader.ListAsync(ReadMessage, cancellationToken));

        // What is beyond the limit stays as it is and is taken the next time.
        return ([.. taken.OrderBy(message => message.Message.Id, StringComparer.Ordinal).Take(limit)], seen);
    }

    private static async Task<(List<PendingMessage> Pending, HashSet<string> Locked)> MatchAsync(
        NpgsqlConnection connection, List<(InboxMessage Message, MessageState State)> taken, CancellationToken cancellationToken)
    {
        var forTriggers = taken.Where(m => m.State == MessageState.New && m.Message.InstanceId is null).Select(m => m.Message.Id);
        await using var statements = new PostgreSqlStatements(connection)
            .Add("ReadMatchingTriggers", Texts(forTriggers))
            .Add("LockMatchingBookmarks", Texts(taken.Select(m => m.Message.Id)));
        await using var reader = await statements.ReadAsync(cancellationToken);
        var triggers = (await reader.ListAsync(ReadTrigger, cancellationToken)).ToLookup(t => t.MessageId, t => t.Trigger, StringComparer.Ordinal);
        await reader.NextResultAsync(cancellationToken);
        var found = await reader.ListAsync(ReadBookmark, cancellationToken);
        var bookmarks = found.ToLookup(b => b.MessageId, b => b.Bookmark, StringComparer.Ordinal);
        return (
            taken.ConvertAll(m => new PendingMessage(m.Message, [.. triggers[m.Message.Id]], [.. bookmarks[m.Message.Id]])),
            found.Select(b => b.Bookmark.Id).ToHashSet(StringComparer.Ordinal));
    }

    private static (InboxMessage Message, MessageState State) ReadMessage(NpgsqlDataReader row) => (
        new InboxMessage
        {
            Id = row.GetString(0),
            Source = row.GetString(1),
            EventId = row.GetString(2),
            Name = row.GetString(3),
            Key = row.GetString(4),
            CorrelationId = row.TextOrNull(5),
            InstanceId = row.TextOrNull(6),
            ReceivedAt = row.Moment(7),
            ExpiresAt = row.Moment(8),
        },
        (MessageState)row.GetInt16(9));

    private static (string MessageId, TriggerRow Trigger) ReadTrigger(NpgsqlDataReader row) => (
        row.GetString(0),
        new TriggerRow(
            row.GetString(1), row.GetString(2), row.GetInt32(3), row.GetString(4), row.GetString(5), row.GetString(6), (ActivationStrategy)row.GetInt16(7)));

    private static (string MessageId, BookmarkRow Bookmark) ReadBookmark(NpgsqlDataReader row) => (
        row.GetString(0),
        new BookmarkRow
        {
            Id = row.GetString(1),
            InstanceId = row.GetString(2),
            ExecutionNumber = row.GetInt32(3),
            ActivityId = row.GetString(4),
            Name = row.GetString(5),
            Key = row.GetString(6),
            CorrelationId = row.TextOrNull(7),
            DueAt = row.MomentOrNull(8),
            CreatedAt = row.Moment(9),
        });
}
