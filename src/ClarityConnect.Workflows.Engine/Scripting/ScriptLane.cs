namespace ClarityConnect.Workflows.Engine.Scripting;

/// <summary>
/// A queue that worker threads wait on. With the gate, at most one script that has not shown yet that it is quick is given out
/// at a time: a flood of new runaway scripts then holds one runner, and the others serve those that are known to be good.
/// </summary>
internal sealed class ScriptLane(ScriptHistory history, bool gated)
{
    private readonly object _lock = new();
    private readonly Queue<ScriptJob> _known = new();
    private readonly Queue<ScriptJob> _probes = new();
    private long _sequence;
    private bool _probing;
    private bool _closed;

    /// <summary>False when the lane is closed.</summary>
    internal bool TryAdd(ScriptJob job)
    {
        lock (_lock)
        {
            if (_closed) return false;
            job.Sequence = ++_sequence;
            job.IsProbe = false;
            (gated && !history.IsQuick(job) ? _probes : _known).Enqueue(job);
            Monitor.Pulse(_lock);
            return true;
        }
    }

    /// <summary>Waits for the next job; null when the lane is closed.</summary>
    internal ScriptJob? Take()
    {
        lock (_lock)
        {
            while (!_closed)
            {
                if (TryTake(out var job)) return job;
                Monitor.Wait(_lock);
            }
            return null;
        }
    }

    /// <summary>Says that a job has left its runner.</summary>
    internal void Release(ScriptJob job)
    {
        if (!job.IsProbe) return;
        lock (_lock)
        {
            job.IsProbe = false;
            _probing = false;
            Monitor.PulseAll(_lock); // several may have become known by this run
        }
    }

    /// <summary>Ends all waiting and returns what nobody will run.</summary>
    internal IReadOnlyList<ScriptJob> Close()
    {
        lock (_lock)
        {
            _closed = true;
            ScriptJob[] left = [.. _known, .. _probes];
            _known.Clear();
            _probes.Clear();
            Monitor.PulseAll(_lock);
            return left;
        }
    }

    private bool TryTake(out ScriptJob job)
    {
        Drop(_known);
        Drop(_probes);
        // A script that waited as new may have become known by the run of its twin.
        var probe = _probes.TryPeek(out var first) && (!_probing || history.IsQuick(first));
        if (probe && (!_known.TryPeek(out var known) || first!.Sequence < known.Sequence))
        {
            job = _probes.Dequeue();
            if (!history.IsQuick(job)) job.IsProbe = _probing = true;
            return true;
        }
        return _known.TryDequeue(out job!);
    }

    private static void Drop(Queue<ScriptJob> queue)
    {
        while (queue.TryPeek(out var job) && job.IsOver) queue.Dequeue(); // cancelled while it waited
    }
}
