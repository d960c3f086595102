using ClarityConnect.Workflows.Simulators.Day;
using ClarityConnect.Workflows.Simulators.Heartland.GpApi;
using ClarityConnect.Workflows.Simulators.Heartland.Portico;
using ClarityConnect.Workflows.Simulators.Heartland.Retail;
using ClarityConnect.Workflows.Simulators.State;

namespace ClarityConnect.Workflows.Simulators.Heartland;

/// <summary>The tills and the two card gateways, fed with the same days.</summary>
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
        Gp = new GpSystem(options, time);
        Holdings = new RetailHoldings(Retail.Tables);
        Webhooks = new RetailWebhookSwitch(Retail);
        Notifications = new GpNotifications(Gp, options.GpAppKey);
    }

    /// <summary>What the Retail account holds, and what was made twice.</summary>
    public RetailHoldings Holdings { get; }

    /// <summary>How Retail calls its subscribers.</summary>
    public RetailWebhookSwitch Webhooks { get; }

    /// <summary>Calls of GP API at a status address.</summary>
    public GpNotifications Notifications { get; }

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

    internal GpSystem Gp { get; }

    /// <summary>
    /// Makes up a business day and shows it to the callers of Retail, Portico and GP API. The same options again change nothing.
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

    /// <summary>Puts a paid order in.</summary>
    /// <param name="order">The order.</param>
    /// <returns>Retail's id of it.</returns>
    /// <exception cref="InvalidOperationException">Goods, customer, shop or payment type are not known.</exception>
    public async Task<long> AddOrderAsync(PaidOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var id = Retail.Add(order);
        await _journal.FlushAsync();
        return id;
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
            Gp.Add(day);
            // Last, because pollers go on from a closed batch to everything else.
            Portico.Add(day);
            _days.Add(options.BusinessDay, (day, expectation));
            return expectation;
        }
    }
}
