using System.Diagnostics.CodeAnalysis;

namespace ClarityConnect.Workflows.Connectors.Calls;

/// <summary>A session or token that all calls of a connection share: however many need a new one at the same time, only one of them asks for it.</summary>
/// <typeparam name="T">The session or token.</typeparam>
/// <param name="isUsable">Whether it can still be used for a call that begins now.</param>
[SuppressMessage("Reliability", "CA1001", Justification = "A semaphore whose wait handle is never asked for holds nothing to release; the sign-in lives as long as its client.")]
internal sealed class SharedSignIn<T>(Func<T, bool> isUsable)
    where T : class
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private volatile T? current;

    /// <summary>The one that was begun last; null before the first.</summary>
    public T? Current => current;

    /// <summary>Gives the one that can be used, or begins one.</summary>
    /// <param name="stale">The one that the vendor does not take any longer; null for none.</param>
    /// <param name="begin">Signs in.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    public async Task<T> GetAsync(T? stale, Func<CancellationToken, Task<T>> begin, CancellationToken cancellationToken)
    {
        if (Usable(stale) is { } known)
            return known;
        await turn.WaitAsync(cancellationToken);
        try
        {
            return Usable(stale) ?? (current = await begin(cancellationToken));
        }
        finally
        {
            turn.Release();
        }
    }

    private T? Usable(T? stale) => current is { } known && !ReferenceEquals(known, stale) && isUsable(known) ? known : null;
}
