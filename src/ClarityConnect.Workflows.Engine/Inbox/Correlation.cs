using ClarityConnect.Workflows.Engine.Bookmarks;
using ClarityConnect.Workflows.Engine.Instances;

namespace ClarityConnect.Workflows.Engine.Inbox;

/// <summary>What the correlator decided about a message.</summary>
/// <param name="Message">The message.</param>
/// <param name="Starts">The instances that it starts.</param>
/// <param name="Resumes">The bookmarks that it meets, each with the id of the work item to make. A message that meets none and starts none waits until it expires.</param>
public sealed record Correlation(
    PendingMessage Message,
    IReadOnlyList<NewInstance> Starts,
    IReadOnlyList<(BookmarkRow Bookmark, string WorkItemId)> Resumes);
