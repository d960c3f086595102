using System.Text.Json;
using ClarityConnect.Workflows.Engine.Activities.Primitives;
using ClarityConnect.Workflows.Engine.Bookmarks;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;

namespace ClarityConnect.Workflows.Console.Approvals;

/// <summary>Lists the tasks that people and programs outside are to do, and takes their results.</summary>
/// <param name="reader">Knows what is open.</param>
/// <param name="runtime">Tells the workflow.</param>
public sealed class TaskDesk(IInstanceReader reader, WorkflowRuntime runtime)
{
    /// <summary>Open tasks, oldest instances first.</summary>
    /// <param name="after">Only ids after this one, for paging; null from the beginning.</param>
    /// <param name="take">How many.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<IReadOnlyList<OpenTask>> ListAsync(string? after, int take, CancellationToken cancellationToken)
    {
        var open = await reader.ListBookmarksAsync(new BookmarkFilter { Name = RunTask.BookmarkName, After = after, Take = take }, cancellationToken);
        return [.. open.Select(OpenTask.Of)];
    }

    /// <summary>Finds an open task.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The task; null if nothing of this id is open.</returns>
    public async Task<OpenTask?> FindAsync(string id, CancellationToken cancellationToken) =>
        await OpenAsync(id, cancellationToken) is { } open ? OpenTask.Of(open) : null;

    /// <summary>Completes a task.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="result">What came of it, for the workflow.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>Whether it was open.</returns>
    public async Task<bool> CompleteAsync(string id, JsonElement result, CancellationToken cancellationToken) =>
        await OpenAsync(id, cancellationToken) is { Bookmark: var bookmark }
        && await runtime.PublishAsync(bookmark.Name, bookmark.Key, bookmark.Id, "bookmark", result, instanceId: bookmark.InstanceId);

    private async Task<OpenBookmark?> OpenAsync(string id, CancellationToken cancellationToken) =>
        await reader.ListBookmarksAsync(new BookmarkFilter { Name = RunTask.BookmarkName, Key = id, Take = 1 }, cancellationToken) is [var open, ..] ? open : null;
}
