namespace ClarityConnect.Workflows.Sdk.Activities;

/// <summary>
/// A typed unit of work that the designer shows and the engine runs.
/// One object serves every instance of a definition version at once, so an activity keeps no state in fields: what it must
/// remember goes through <see cref="ActivityExecutionContext.SetState{T}"/>.
/// </summary>
public abstract class Activity
{
    /// <summary>Runs the activity. It stays running until the context is completed, so that it may wait on bookmarks or children.</summary>
    /// <param name="context">The execution's inputs, outputs and ways to go on.</param>
    /// <exception cref="Failures.ActivityException">
    /// It failed; the kind decides what happens next. Of other exceptions, those of HTTP, sockets, files and time-outs count as
    /// <see cref="Failures.FailureKind.Transient"/>, all others as <see cref="Failures.FailureKind.InvalidData"/>: throw your own to say what to do.
    /// </exception>
    protected internal virtual ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        Execute(context);
        return ValueTask.CompletedTask;
    }

    /// <summary>The synchronous form of <see cref="ExecuteAsync"/>.</summary>
    /// <param name="context">The execution's inputs, outputs and ways to go on.</param>
    protected virtual void Execute(ActivityExecutionContext context)
    {
    }

    /// <summary>Goes on after a bookmark that this execution created was met. Completes with "Done" unless overridden.</summary>
    /// <param name="context">The execution that waited.</param>
    /// <param name="resumption">Which bookmark was met, and with what.</param>
    protected internal virtual ValueTask OnResumedAsync(ActivityExecutionContext context, Resumption resumption)
    {
        context.Complete();
        return ValueTask.CompletedTask;
    }

    /// <summary>Goes on after a child that this execution scheduled has completed. Does nothing unless overridden.</summary>
    /// <param name="context">The execution that scheduled the child.</param>
    /// <param name="completion">Which child completed, and with which outcomes.</param>
    protected internal virtual ValueTask OnChildCompletedAsync(ActivityExecutionContext context, ChildCompletion completion) =>
        ValueTask.CompletedTask;

    /// <summary>
    /// Says what this execution does to the outside world. Anything but <see cref="EffectKind.None"/> makes it a durable step:
    /// the work so far and the idempotency key are stored before <see cref="ExecuteAsync"/> is called.
    /// </summary>
    /// <param name="context">The execution with its inputs evaluated. Only read it: nothing may be set, called or completed here.</param>
    /// <returns>The effect of this execution; it may depend on the inputs. Default <see cref="EffectKind.None"/>.</returns>
    protected internal virtual EffectKind GetEffect(ActivityExecutionContext context) => EffectKind.None;

    /// <summary>
    /// Asks the outside world whether the effect of an interrupted attempt already exists. Called only where
    /// <see cref="GetEffect"/> says <see cref="EffectKind.Reconcilable"/>.
    /// </summary>
    /// <param name="context">The execution with its inputs evaluated and <see cref="ActivityExecutionContext.IsRepeat"/> set.</param>
    /// <returns>
    /// <see cref="Reconciliation.Applied"/> after setting the outputs and completing;
    /// <see cref="Reconciliation.NotApplied"/> if the step may run again; <see cref="Reconciliation.Unknown"/> if nobody can tell, which is the default.
    /// </returns>
    /// <exception cref="Failures.ActivityException">It could not be asked. The kind decides when it is asked again; the step itself is not run meanwhile.</exception>
    protected internal virtual ValueTask<Reconciliation> ReconcileAsync(ActivityExecutionContext context) =>
        ValueTask.FromResult(Reconciliation.Unknown);
}
