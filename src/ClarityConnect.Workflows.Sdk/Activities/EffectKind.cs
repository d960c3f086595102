namespace ClarityConnect.Workflows.Sdk.Activities;

/// <summary>What an execution does to the outside world, and what may be done after an interrupted attempt.</summary>
public enum EffectKind
{
    /// <summary>Changes nothing outside; it may simply run again.</summary>
    None,

    /// <summary>
    /// Changes something, but repeating it with the same <see cref="ActivityExecutionContext.IdempotencyKey"/> has no second effect.
    /// </summary>
    Repeatable,

    /// <summary>Changes something, and <see cref="Activity.ReconcileAsync"/> can find out whether it already did.</summary>
    Reconcilable,

    /// <summary>Changes something, and after an interruption nobody can tell whether it did: a person has to decide.</summary>
    Unrepeatable,
}
