using ClarityConnect.Workflows.Engine.Bookmarks;
using ClarityConnect.Workflows.Engine.Definitions;

namespace ClarityConnect.Workflows.Engine.Inbox;

/// <summary>A message that waits for the correlator, with all that it matches now.</summary>
/// <param name="Message">The message, without its payload.</param>
/// <param name="Triggers">The published triggers with its name and key; none if it was seen before or is meant for one instance.</param>
/// <param name="Bookmarks">The unclaimed bookmarks that it matches.</param>
public sealed record PendingMessage(InboxMessage Message, IReadOnlyList<TriggerRow> Triggers, IReadOnlyList<BookmarkRow> Bookmarks);
