using System.Security.Claims;
using System.Text.Json;
using ClarityConnect.Workflows.Engine.Activities.Approvals;
using ClarityConnect.Workflows.Engine.Bookmarks;

namespace ClarityConnect.Workflows.Console.Approvals;

/// <summary>An approval that nobody has decided yet.</summary>
/// <param name="Id">Its id; lists are ordered by it.</param>
/// <param name="Subject">What is to be approved.</param>
/// <param name="Details">What the person who decides should know.</param>
/// <param name="Approvers">Who may decide besides administrators: user names or roles; empty for every operator, null where it was not recorded.</param>
/// <param name="MayDecide">Whether the caller may.</param>
/// <param name="InstanceId">The instance that waits.</param>
/// <param name="ActivityId">The activity that waits.</param>
/// <param name="ActivityName">That activity's name.</param>
/// <param name="Since">Since when it is open.</param>
/// <param name="Deadline">When it times out; null for never.</param>
public sealed record OpenApproval(
    string Id,
    string? Subject,
    JsonElement? Details,
    IReadOnlyList<string>? Approvers,
    bool MayDecide,
    string InstanceId,
    string ActivityId,
    string? ActivityName,
    DateTimeOffset Since,
    DateTimeOffset? Deadline)
{
    internal static OpenApproval Of(OpenBookmark open, ClaimsPrincipal user)
    {
        var approvers = Approvals.Approvers.Of(open.Execution);
        return new OpenApproval(
            open.Bookmark.Key,
            RecordedInputs.Text(open.Execution, nameof(Approval.Subject)),
            RecordedInputs.Find(open.Execution, nameof(Approval.Details)),
            approvers,
            Approvals.Approvers.MayDecide(user, approvers),
            open.Bookmark.InstanceId,
            open.Bookmark.ActivityId,
            open.Execution.ActivityName,
            open.Bookmark.CreatedAt,
            open.Bookmark.DueAt);
    }
}
