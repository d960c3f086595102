using System.Diagnostics;

namespace ClarityConnect.Workflows.Benchmarks.Load;

/// <summary>Looks every few milliseconds how much memory this process, with the server in it, and the script runners have.</summary>
internal sealed class MemoryWatch : IAsyncDisposable
{
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(25);

    private readonly Func<IEnumerable<int>> runners;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task watching;

    public MemoryWatch(Func<IEnumerable<int>> runners)
    {
        this.runners = runners;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        Before = Peak = Look();
        watching = Task.Factory.StartNew(Watch, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>What there was before, after a collection.</summary>
    public MemoryUse Before { get; }

    /// <summary>The highest that was seen of each, not necessarily at one time.</summary>
    public MemoryUse Peak { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await watching;
        stopping.Dispose();
    }

    private void Watch()
    {
        while (!stopping.Token.WaitHandle.WaitOne(Gap))
            Peak = Peak.Highest(Look());
    }

    private MemoryUse Look()
    {
        using var self = Process.GetCurrentProcess();
        return new MemoryUse(self.WorkingSet64, GC.GetTotalMemory(forceFullCollection: false), runners().Sum(WorkingSet));
    }

    private static long WorkingSet(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.WorkingSet64;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return 0; // the runner was replaced meanwhile
        }
    }
}
