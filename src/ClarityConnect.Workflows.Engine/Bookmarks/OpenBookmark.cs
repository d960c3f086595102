using ClarityConnect.Workflows.Engine.Journal;

namespace ClarityConnect.Workflows.Engine.Bookmarks;

/// <summary>A bookmark that nothing has met yet, with the execution that waits on it.</summary>
/// <param name="Bookmark">The bookmark.</param>
/// <param name="Execution">The execution with its recorded inputs.</param>
public sealed record OpenBookmark(BookmarkRow Bookmark, ActivityExecutionRow Execution);
