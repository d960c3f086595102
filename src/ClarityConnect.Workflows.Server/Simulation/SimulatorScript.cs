using ClarityConnect.Workflows.Simulators.Day;
using ClarityConnect.Workflows.Simulators.Faults;

namespace ClarityConnect.Workflows.Server.Simulation;

/// <summary>How the simulators play in a case. A vendor that is not named does not play: its steps are answered from the case.</summary>
internal sealed record SimulatorScript
{
    public HeartlandScript? Heartland { get; init; }

    public IntacctScript? Intacct { get; init; }

    /// <summary>What goes wrong, in the words of the simulators' fault switches.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <param name="Days">The business days that the tills and the card gateway hold.</param>
    internal sealed record HeartlandScript(IReadOnlyList<DayOptions>? Days);

    /// <param name="MissingAccounts">Accounts that the ledger does not know.</param>
    /// <param name="ClosedThrough">The last day of the closed books; null for none.</param>
    internal sealed record IntacctScript(IReadOnlyList<string>? MissingAccounts, DateOnly? ClosedThrough);
}
