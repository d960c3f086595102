namespace ClarityConnect.Workflows.Simulators.Faults;

/// <summary>A fault on the board and what it has done so far.</summary>
/// <param name="Id">Number given by the board; removes the fault.</param>
/// <param name="Fault">The fault as it was set.</param>
/// <param name="Seen">Calls that matched while it was in force.</param>
/// <param name="Fired">Calls that it hit.</param>
/// <param name="InForce">Whether it can still hit a call.</param>
public sealed record FaultState(int Id, Fault Fault, int Seen, int Fired, bool InForce);
