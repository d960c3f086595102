namespace ClarityConnect.Workflows.Console.People;

/// <summary>Lets one change of access at a time through on this node, so that two administrators cannot remove each other at once.</summary>
public sealed class PeopleGate : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>Makes a change when it is its turn.</summary>
    /// <typeparam name="T">What the change gives.</typeparam>
    /// <param name="change">The change.</param>
    public async Task<T> RunAsync<T>(Func<Task<T>> change)
    {
        await turn.WaitAsync();
        try
        {
            return await change();
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();
}
