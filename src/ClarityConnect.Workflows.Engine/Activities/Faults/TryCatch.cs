using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Engine.Activities.Faults;

/// <summary>
/// Runs an activity, and another one if something in it is given up after all its attempts. What the first had under way is cancelled; what it did
/// in other systems stays, unless the Catch branch undoes it.
/// </summary>
[Activity("ClarityConnect", "Failures", "Tries something, and does something else if it fails for good.", DisplayName = "Try and catch")]
public sealed class TryCatch : Activity
{
    private const string Phase = "phase";
    private const string Trying = "try";
    private const string Catching = "catch";
    private const string Ending = "finally";

    /// <summary>
    /// The kinds of failures that are caught. Empty for all but <see cref="FailureKind.OutcomeUnknown"/>, which means that money may have moved and
    /// that only a person can tell.
    /// </summary>
    [Input(DisplayName = "Kinds of failures", Description = "The kinds of failures to catch; empty for all but those whose outcome is unknown.", UIHint = "checklist",
        Options = [nameof(FailureKind.Transient), nameof(FailureKind.RateLimited), nameof(FailureKind.Rejected), nameof(FailureKind.Unauthorized), nameof(FailureKind.Misconfigured), nameof(FailureKind.InvalidData), nameof(FailureKind.OutcomeUnknown)])]
    public Input<string[]> Kinds { get; set; } = new([]);

    /// <summary>The failure that was caught: kind, message, activityId, activityName, vendorCode, vendorMessage, attempts.</summary>
    [Output(Description = "The failure that was caught.")]
    public Output<object> Failure { get; set; } = new();

    /// <summary>What is tried.</summary>
    public ActivityPort? Try { get; set; }

    /// <summary>Runs if that failed for good, with the variable Failure.</summary>
    public ActivityPort? Catch { get; set; }

    /// <summary>Runs after either.</summary>
    public ActivityPort? Finally { get; set; }

    internal static bool Takes(BurstContext context, FailureKind kind)
    {
        if (context.GetState<string>(Phase) != Trying)
            return false;
        var kinds = context.GetState<string[]>("kinds") ?? [];
        return kinds.Length == 0 ? kind != FailureKind.OutcomeUnknown : kinds.Contains(kind.ToString(), StringComparer.OrdinalIgnoreCase);
    }

    internal void Handle(BurstContext context, FailureDetails failure, CompiledActivity source)
    {
        var caught = new
        {
            kind = failure.Kind.ToString(),
            message = failure.Message,
            activityId = source.Id,
            activityName = source.Name,
            vendorCode = failure.VendorCode,
            vendorMessage = failure.VendorMessage,
            attempts = failure.Attempt,
        };
        context.Set(Failure, caught);
        Go(context, Catching, Catch, new Dictionary<string, object?> { ["Failure"] = caught });
    }

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        context.SetState("kinds", context.Get(Kinds));
        Go(context, Trying, Try);
    }

    /// <inheritdoc/>
    protected internal override ValueTask OnChildCompletedAsync(ActivityExecutionContext context, ChildCompletion completion)
    {
        if (context.GetState<string>(Phase) == Ending)
            context.Complete();
        else
            Go(context, Ending, Finally);
        return ValueTask.CompletedTask;
    }

    private void Go(ActivityExecutionContext context, string phase, ActivityPort? port, Dictionary<string, object?>? variables = null)
    {
        context.SetState(Phase, phase);
        if (port is not null)
            context.Schedule(port, variables: variables);
        else if (phase == Ending)
            context.Complete();
        else
            Go(context, Ending, Finally);
    }
}
