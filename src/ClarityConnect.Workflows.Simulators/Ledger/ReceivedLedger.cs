using ClarityConnect.Workflows.Simulators.State;

namespace ClarityConnect.Workflows.Simulators.Ledger;

/// <summary>What the simulators received, and how often: the judge of tests that crash or repeat a run.</summary>
public sealed class ReceivedLedger
{
    private readonly TimeProvider _time;
    private readonly StateJournal _journal;
    private readonly Lock _gate = new();
    private readonly List<ReceivedRequest> _rows = [];

    internal ReceivedLedger(TimeProvider time, StateJournal journal) => (_time, _journal) = (time, journal);

    /// <summary>Every row, oldest first.</summary>
    public IReadOnlyList<ReceivedRequest> Requests
    {
        get
        {
            lock (_gate) return [.. _rows];
        }
    }

    /// <summary>The rows that match; null matches anything.</summary>
    public IReadOnlyList<ReceivedRequest> Find(string? system = null, string? operation = null, string? key = null)
    {
        lock (_gate)
        {
            return [.. _rows.Where(r => (system is null || r.System == system)
                && (operation is null || r.Operation == operation)
                && (key is null || r.Key == key))];
        }
    }

    /// <summary>How many matching requests were carried out; null matches anything.</summary>
    public int Succeeded(string? system = null, string? operation = null, string? key = null) =>
        Find(system, operation, key).Count(r => r.Outcome == ReceivedRequest.Success);

    /// <summary>Counts by system, operation and key, in the order in which they first appeared.</summary>
    public IReadOnlyList<ReceivedCount> Counts() =>
        [.. Requests.GroupBy(r => (r.System, r.Operation, r.Key))
            .Select(g => new ReceivedCount(g.Key.System, g.Key.Operation, g.Key.Key, g.Count(), g.Count(r => r.Outcome == ReceivedRequest.Success)))];

    internal void Add(string system, string operation, string? key, string? controlId, string outcome, string? fault)
    {
        lock (_gate)
        {
            var row = new ReceivedRequest(_rows.Count + 1, _time.GetUtcNow(), system, operation, key, controlId, outcome, fault);
            _rows.Add(row);
            _journal.Append(StateJournal.Received, row);
        }
    }

    internal void Replay(ReceivedRequest row)
    {
        lock (_gate) _rows.Add(row);
    }
}
