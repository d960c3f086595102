using System.Security.Claims;
using ClarityConnect.Workflows.Engine.Activities.Approvals;
using ClarityConnect.Workflows.Engine.Bookmarks;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Console.Approvals;

/// <summary>Lists open approvals and takes decisions, each from whoever may make it, and once.</summary>
/// <param name="reader">Knows what is open.</param>
/// <param name="runtime">Tells the workflow.</param>
/// <param name="time">Stamps decisions.</param>
public sealed class ApprovalDesk(IInstanceReader reader, WorkflowRuntime runtime, TimeProvider time)
{
    /// <summary>The most characters that a remark may have.</summary>
    public const int LongestComment = 2000;

    /// <summary>Open approvals, oldest instances first.</summary>
    /// <param name="user">Who asks, to tell what that person may decide.</param>
    /// <param name="after">Only ids after this one, for paging; null from the beginning.</param>
    /// <param name="take">How many.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<IReadOnlyList<OpenApproval>> ListAsync(ClaimsPrincipal user, string? after, int take, CancellationToken cancellationToken)
    {
        var open = await reader.ListBookmarksAsync(new BookmarkFilter { Name = Approval.BookmarkName, After = after, Take = take }, cancellationToken);
        return [.. open.Select(bookmark => OpenApproval.Of(bookmark, user))];
    }

    /// <summary>Finds an open approval.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>The approval; null if nothing of this id is open.</returns>
    public async Task<OpenApproval?> FindAsync(string id, ClaimsPrincipal user, CancellationToken cancellationToken) =>
        await OpenAsync(id, cancellationToken) is { } open ? OpenApproval.Of(open, user) : null;

    /// <summary>Decides. What is stored when this returns counts, whatever happens to the caller.</summary>
    /// <param name="id">The approval's id.</param>
    /// <param name="user">Who decides.</param>
    /// <param name="isApproved">Whether it is approved.</param>
    /// <param name="comment">What the workflow and its readers should know; null for nothing.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>What came of it, and the instance that goes on where the decision counts.</returns>
    public async Task<(DecisionOutcome Outcome, string? InstanceId)> DecideAsync(
        string id, ClaimsPrincipal user, bool isApproved, string? comment, CancellationToken cancellationToken)
    {
        if (await OpenAsync(id, cancellationToken) is not { } open)
            return (DecisionOutcome.Missing, null);
        if (!Approvers.MayDecide(user, Approvers.Of(open.Execution)))
            return (DecisionOutcome.Forbidden, null);
        var bookmark = open.Bookmark;
        var decision = WorkflowJson.ToElement(new { approved = isApproved, by = user.Identity?.Name ?? "unknown", at = time.GetUtcNow(), comment });

        // The bookmark's id is the event's: of two who decide at the same time one is first.
        return await runtime.PublishAsync(bookmark.Name, bookmark.Key, bookmark.Id, "bookmark", decision, instanceId: bookmark.InstanceId)
            ? (DecisionOutcome.Taken, bookmark.InstanceId)
            : (DecisionOutcome.TooLate, null);
    }

    private async Task<OpenBookmark?> OpenAsync(string id, CancellationToken cancellationToken) =>
        await reader.ListBookmarksAsync(new BookmarkFilter { Name = Approval.BookmarkName, Key = id, Take = 1 }, cancellationToken) is [var open, ..] ? open : null;
}
