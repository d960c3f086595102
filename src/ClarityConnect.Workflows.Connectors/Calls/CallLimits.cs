using ClarityConnect.Workflows.Sdk.Connections;

namespace ClarityConnect.Workflows.Connectors.Calls;

/// <summary>
/// Keeps the calls of a connection within its limits: so many at once, and so many in a while. Each node takes its share: with n nodes the gap is n
/// times as long, and an n-th of the calls may run at once, one at least. Of a limit below the number of nodes more than allowed can therefore run.
/// </summary>
/// <param name="atOnce">How many calls may run at once, on all nodes together.</param>
/// <param name="gap">How much time lies between the beginnings of two calls at least, on all nodes together; zero for no limit.</param>
/// <param name="nodes">How many nodes share the limits now. A change counts from the next call on that begins or ends.</param>
/// <param name="time">The clock.</param>
internal sealed class CallLimits(int atOnce, TimeSpan gap, Func<int> nodes, TimeProvider time)
{
    private readonly Lock turn = new();
    private readonly LinkedList<TaskCompletionSource> waiting = [];
    private int running;
    private DateTimeOffset next = DateTimeOffset.MinValue;

    /// <summary>Limits of a connection whose calls are counted by the second.</summary>
    /// <param name="atOnce">How many calls may run at once.</param>
    /// <param name="inSecond">How many calls may begin in a second, evenly spread.</param>
    /// <param name="context">The connection.</param>
    public static CallLimits BySecond(int atOnce, int inSecond, ConnectionContext context) =>
        new(atOnce, TimeSpan.FromSeconds(1.0 / inSecond), context.Nodes, context.Time);

    /// <summary>Limits of a connection whose calls are counted by the minute.</summary>
    /// <param name="atOnce">How many calls may run at once.</param>
    /// <param name="inMinute">How many calls may begin in a minute, evenly spread; 0 for no limit.</param>
    /// <param name="context">The connection.</param>
    public static CallLimits ByMinute(int atOnce, int inMinute, ConnectionContext context) =>
        new(atOnce, inMinute == 0 ? TimeSpan.Zero : TimeSpan.FromMinutes(1) / inMinute, context.Nodes, context.Time);

    /// <summary>Limits of a connection whose calls are counted only while they run.</summary>
    /// <param name="atOnce">How many calls may run at once.</param>
    /// <param name="context">The connection.</param>
    public static CallLimits AtOnce(int atOnce, ConnectionContext context) => new(atOnce, TimeSpan.Zero, context.Nodes, context.Time);

    /// <summary>Runs a call as soon as the limits allow it, in the order in which calls came.</summary>
    /// <typeparam name="T">What the call returns.</typeparam>
    /// <param name="call">The call. It must not run another one within the same limits.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    public async Task<T> RunAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        await BeginAsync(cancellationToken);
        try
        {
            if (Reserve() is var wait && wait > TimeSpan.Zero)
                await Task.Delay(wait, time, cancellationToken);
            return await call();
        }
        finally
        {
            lock (turn)
            {
                running--;
                Admit();
            }
        }
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var admitted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        LinkedListNode<TaskCompletionSource> place;
        lock (turn)
        {
            place = waiting.AddLast(admitted);
            Admit();
        }

        if (admitted.Task.IsCompleted)
            return;
        await using var giveUp = cancellationToken.UnsafeRegister(_ => GiveUp(place, cancellationToken), null);
        await admitted.Task;
    }

    private void GiveUp(LinkedListNode<TaskCompletionSource> place, CancellationToken cancellationToken)
    {
        lock (turn)
        {
            // Whoever was admitted meanwhile begins, and sees by itself that it was given up.
            if (place.List is null)
                return;
            waiting.Remove(place);
            place.Value.SetCanceled(cancellationToken);
        }
    }

    private void Admit()
    {
        var share = Math.Max(1, atOnce / Math.Max(1, nodes()));
        while (running < share && waiting.First is { } first)
        {
            running++;
            waiting.RemoveFirst();
            first.Value.SetResult();
        }
    }

    private TimeSpan Reserve()
    {
        if (gap == TimeSpan.Zero)
            return TimeSpan.Zero;
        lock (turn)
        {
            var now = time.GetUtcNow();
            var begin = next > now ? next : now;
            next = begin + (gap * Math.Max(1, nodes()));
            return begin - now;
        }
    }
}
