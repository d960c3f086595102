using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Activities.Approvals;

/// <summary>Asks people to approve something and waits for the decision, or for a deadline.</summary>
[Activity("ClarityConnect", "Approvals", "Asks people to approve something, and waits for the decision.")]
[FlowNode("Approved", "Rejected", "Timed out")]
public sealed class Approval : Activity
{
    /// <summary>The name of the bookmarks that open approvals are; their key is the approval's id.</summary>
    public const string BookmarkName = "ClarityConnect.Approval";

    /// <summary>What is to be approved, in one line.</summary>
    [Input(Description = "What is to be approved, in one line.", IsRequired = true)]
    public Input<string> Subject { get; set; } = new();

    /// <summary>What the person who decides should know.</summary>
    [Input(Description = "What the person who decides should know.", UIHint = "multiline")]
    public Input<object> Details { get; set; } = new();

    /// <summary>Who may decide: user names or roles; empty for every operator and administrator.</summary>
    [Input(Description = "Who may decide: user names or roles; empty for every operator and administrator.")]
    public Input<string[]> Approvers { get; set; } = new([]);

    /// <summary>How long to wait for a decision; empty to wait for ever.</summary>
    [Input(Description = "How long to wait, as days.hours:minutes:seconds; empty to wait for ever.")]
    public Input<TimeSpan?> Deadline { get; set; } = new();

    /// <summary>The decision: approved, by, at, comment.</summary>
    [Output(Description = "The decision: who made it, when, and with which comment.")]
    public Output<object> Decision { get; set; } = new();

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        _ = context.GetRequired(Subject);
        context.Wait(new Bookmark(BookmarkName) { Key = context.ExecutionId, DueAt = context.Time.GetUtcNow() + context.Get(Deadline) });
    }

    /// <inheritdoc/>
    protected internal override ValueTask OnResumedAsync(ActivityExecutionContext context, Resumption resumption)
    {
        context.Set(Decision, resumption.Payload ?? WorkflowJson.Null);
        context.Complete(resumption.Payload is not { } decision ? "Timed out" : JsonMembers.Flag(decision, "approved") == true ? "Approved" : "Rejected");
        return ValueTask.CompletedTask;
    }
}
