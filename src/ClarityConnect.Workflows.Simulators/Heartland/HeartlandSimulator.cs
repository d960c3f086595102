using ClarityConnect.Workflows.Simulators.Day;
using ClarityConnect.Workflows.Simulators.Heartland.Portico;
using ClarityConnect.Workflows.Simulators.Heartland.Retail;
using ClarityConnect.Workflows.Simulators.State;

namespace ClarityConnect.Workflows.Simulators.Heartland;

/// <summary>The tills and the card gateway, fed with the same days.</summary>
public sealed class HeartlandSimulator
{
    private readonly StateJournal _journal;
    private readonly Lock _gate = new();
    private readonly SortedDictionary<DateOnly, (GeneratedDay Day, DayExpectation Expectation)> _days = [];

    internal HeartlandSimulator(SimulatorOptions options, StateJournal journal, TimeProvider time)
    {
        _journal = journal;
        Retail = new RetailSystem(options, journal, time);
        Portico = new PorticoSystem(options, journal, time);
    }

    /// <summary>What the days so far must come to, oldest first.</summary>
    public IReadOnlyList<DayExpectation> Expectations
    {
        get
        {
            lock (_gate) return [.. _days.Values.Select(d => d.Expectation)];
        }
    }

    internal RetailSystem Retail { get; }

    internal PorticoSystem Portico { get; }

    /// <summary>
    /// Makes up a business day and shows it to the callers of Retail and Portico. The same options again change nothing.
    /// </summary>
    /// <returns>What the day must come to.</returns>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="InvalidOperationException">The day exists with other options.</exception>
    public async Task<DayExpectation> AddDayAsync(DayOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var expectation = Add(options, fromStateFile: false);
        await _journal.FlushAsync();
        return expectation;
    }

    /// <summary>The tickets and transactions of a day that was added; null when there is none.</summary>
    public GeneratedDay? FindDay(DateOnly businessDay)
    {
        lock (_gate) return _days.TryGetValue(businessDay, out var found) ? found.Day : null;
    }

    internal DayExpectation Add(DayOptions options, bool fromStateFile)
    {
        lock (_gate)
        {
            if (_days.TryGetValue(options.BusinessDay, out var known))
            {
                return known.Day.Options == options
                    ? known.Expectation
                    : throw new InvalidOperationException(
                        $"The simulators already hold {options.BusinessDay:yyyy-MM-dd} with other options ({known.Day.Options}). "
                        + "Choose another day, or start them with a new state file.");
            }
            var day = DayGenerator.Generate(options);
            var expectation = DayExpectation.Of(day);
            if (!fromStateFile)
                _journal.Append(StateJournal.Day, options);
            Retail.Add(day);
            Portico.Add(day);
            _days.Add(options.BusinessDay, (day, expectation));
            return expectation;
        }
    }
}
