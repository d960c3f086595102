using ClarityConnect.Workflows.Engine.Bookmarks;
using ClarityConnect.Workflows.Engine.Inbox;

namespace ClarityConnect.Workflows.Testing.Stores;

internal sealed class StoredBookmark(BookmarkRow row)
{
    public BookmarkRow Row { get; } = row;

    /// <summary>The message that claimed it; null while it is free.</summary>
    public string? ClaimedBy { get; set; }

    public bool IsMetBy(InboxMessage message) =>
        ClaimedBy is null
        && Row.Name == message.Name
        && Row.Key == message.Key
        && (message.CorrelationId is null || Row.CorrelationId is null || Row.CorrelationId == message.CorrelationId)
        && (message.InstanceId is null || Row.InstanceId == message.InstanceId);
}
