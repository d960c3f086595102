using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.Engine.Scripting;

/// <summary>Starts runners ahead of need: all at the start, later one warm spare, so that a lost runner is replaced at once.</summary>
internal sealed class RunnerSupply(NodeRuntime node, ScriptRunnerOptions options, TimeProvider time, ILogger logger) : IDisposable
{
    private readonly object _lock = new();
    private readonly Queue<Task<RunnerProcess>> _stock = new();
    private readonly HashSet<RunnerProcess> _inUse = [];
    private bool _closed;

    internal bool IsClosed
    {
        get
        {
            lock (_lock) return _closed;
        }
    }

    /// <summary>Ids of the processes that serve requests now.</summary>
    internal IReadOnlyList<int> ProcessIds
    {
        get
        {
            lock (_lock) return [.. _inUse.Where(static runner => !runner.HasEnded).Select(static runner => runner.Id)];
        }
    }

    /// <summary>Starts several at the same time and waits for the first.</summary>
    /// <exception cref="ScriptFailedException">None could be started.</exception>
    internal async Task StockAsync(int count)
    {
        Task<RunnerProcess>[] starting;
        lock (_lock)
        {
            starting = [.. Enumerable.Range(0, count).Select(_ => StartInBackground())];
            foreach (var start in starting) _stock.Enqueue(start);
        }
        List<Task<RunnerProcess>> pending = [.. starting];
        while (pending.Count > 0)
        {
            var done = await Task.WhenAny(pending);
            if (done.IsCompletedSuccessfully) return;
            pending.Remove(done);
        }
        await starting[0];
    }

    /// <summary>A process that is ready; blocks while it starts.</summary>
    /// <exception cref="ScriptFailedException">None could be started.</exception>
    internal RunnerProcess Take()
    {
        RunnerProcess? runner = null;
        while (runner is null)
        {
            Task<RunnerProcess>? next;
            lock (_lock)
            {
                if (_closed) throw NodeRuntime.Unavailable("The script runners have been stopped.");
                _stock.TryDequeue(out next);
            }
            var taken = next is null ? RunnerProcess.Start(node, options, time, logger) : next.GetAwaiter().GetResult();
            if (taken.HasEnded) taken.Dispose(); // a spare that something killed while it waited
            else runner = taken;
        }
        lock (_lock)
        {
            if (_closed)
            {
                runner.Dispose();
                throw NodeRuntime.Unavailable("The script runners have been stopped.");
            }
            _inUse.Add(runner);
            if (_stock.Count == 0) _stock.Enqueue(StartInBackground());
        }
        return runner;
    }

    /// <summary>Ends a process that is not wanted any more.</summary>
    internal void Return(RunnerProcess runner)
    {
        lock (_lock) _inUse.Remove(runner);
        runner.Dispose();
    }

    /// <summary>Kills what still works, so that the threads that wait for it come free.</summary>
    internal void KillAll()
    {
        lock (_lock)
            foreach (var runner in _inUse) runner.Kill();
    }

    public void Dispose()
    {
        Task<RunnerProcess>[] left;
        lock (_lock)
        {
            _closed = true;
            left = [.. _stock];
            _stock.Clear();
        }
        foreach (var start in left)
        {
            try
            {
                start.GetAwaiter().GetResult().Dispose();
            }
            catch (ScriptFailedException)
            {
                // It never started, so there is nothing to end.
            }
        }
    }

    private Task<RunnerProcess> StartInBackground()
    {
        var start = Task.Factory.StartNew(
            () => RunnerProcess.Start(node, options, time, logger), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        // Whoever takes it sees the error; nobody may ever take it.
        _ = start.ContinueWith(static failed => _ = failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return start;
    }
}
