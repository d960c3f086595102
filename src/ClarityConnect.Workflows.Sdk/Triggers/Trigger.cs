using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.Sdk.Triggers;

/// <summary>
/// An activity that may start an instance. At publish time <see cref="GetStart"/> says what starts it; when it has, the activity runs
/// first with <see cref="ActivityExecutionContext.TriggerPayload"/> set. In the middle of a workflow it waits instead.
/// </summary>
public abstract class Trigger : Activity
{
    /// <summary>Says what starts an instance.</summary>
    /// <param name="context">The trigger's inputs, evaluated at publish time.</param>
    /// <returns>Events or a schedule.</returns>
    /// <exception cref="Failures.ActivityException">The inputs are not usable; publishing is refused with the message.</exception>
    protected internal abstract TriggerStart GetStart(TriggerContext context);
}
