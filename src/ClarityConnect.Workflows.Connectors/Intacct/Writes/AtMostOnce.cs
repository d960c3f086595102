using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct.Writes;

/// <summary>Something that is made at Intacct at most once.</summary>
/// <typeparam name="T">What the workflow sees of it.</typeparam>
internal abstract class AtMostOnce<T>
    where T : class
{
    /// <summary>Looks it up; null where it is not there, or not all of it.</summary>
    /// <exception cref="ActivityException">Kind <see cref="FailureKind.Rejected"/>: something else has its reference.</exception>
    public abstract Task<T?> FindAsync(CancellationToken cancellationToken);

    /// <summary>Makes what is not there already.</summary>
    /// <exception cref="ActivityException">Intacct refused or failed, or something else has the reference.</exception>
    public abstract Task<T> RunAsync(CancellationToken cancellationToken);
}
