using ClarityConnect.Workflows.Simulators.Day;

namespace ClarityConnect.Workflows.Simulators.Faults;

/// <summary>
/// The switches that make the simulators misbehave. Safe to use from any thread. Which calls are hit depends only on the
/// faults and on the order of the calls, so a test that repeats its calls repeats its faults.
/// </summary>
public sealed class FaultBoard
{
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];
    private int _lastId;

    internal FaultBoard(TimeProvider time) => _time = time;

    /// <summary>Every fault that was set and not removed, used up or not.</summary>
    public IReadOnlyList<FaultState> Faults
    {
        get
        {
            lock (_gate)
                return [.. _entries.Select(e => new FaultState(e.Id, e.Fault, e.Seen, e.Fired, e.InForce(_time.GetUtcNow())))];
        }
    }

    /// <summary>Puts a fault in force.</summary>
    /// <returns>The number that removes it.</returns>
    /// <exception cref="ArgumentException">A limit makes no sense, or the account of an unknown account is missing.</exception>
    public int Set(Fault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        if (fault.Every < 1 || fault.Times < 1 || fault.Percent is < 0 or > 100)
            throw new ArgumentException("A fault needs every >= 1, times >= 1 (or none) and percent from 0 to 100.", nameof(fault));
        if (fault.Status is < 400 or > 599)
            throw new ArgumentException($"A server error needs a status from 400 to 599, not {fault.Status}.", nameof(fault));
        if (fault.Kind == FaultKind.UnknownAccount && string.IsNullOrEmpty(fault.Account))
            throw new ArgumentException("An unknown account fault needs the account number to take away.", nameof(fault));
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            _entries.Add(new Entry(++_lastId, fault, fault.For is { } length ? now + length : null));
            return _lastId;
        }
    }

    /// <summary>Takes a fault back.</summary>
    /// <returns>false when there is no such fault.</returns>
    public bool Remove(int id)
    {
        lock (_gate) return _entries.RemoveAll(e => e.Id == id) > 0;
    }

    /// <summary>Takes every fault back.</summary>
    public void Clear()
    {
        lock (_gate) _entries.Clear();
    }

    /// <summary>Counts one call against the faults and says which of them hit it, in the order in which they were set.</summary>
    internal FaultSet Take(string system, IReadOnlyList<string> operations)
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            List<Fault>? hits = null;
            foreach (var entry in _entries)
            {
                if (entry.InForce(now) && operations.Any(o => entry.Fault.Matches(system, o)) && entry.Fires())
                    (hits ??= []).Add(entry.Fault);
            }
            return hits is null ? FaultSet.None : new FaultSet(hits);
        }
    }

    private sealed class Entry(int id, Fault fault, DateTimeOffset? until)
    {
        private readonly DayRandom _draw = new((ulong)fault.Seed);

        public int Id => id;
        public Fault Fault => fault;
        public int Seen { get; private set; }
        public int Fired { get; private set; }

        public bool InForce(DateTimeOffset now) => (until is null || now < until) && (fault.Times is null || Fired < fault.Times);

        public bool Fires()
        {
            Seen++;
            if (Seen % fault.Every != 0 || (fault.Percent < 100 && _draw.Next(100) >= fault.Percent))
                return false;
            Fired++;
            return true;
        }
    }
}
