using ClarityConnect.Workflows.Simulators.Faults;

namespace ClarityConnect.Workflows.Simulators.Wire;

/// <summary>A request that has been read but not carried out.</summary>
/// <param name="Parts">What it asks for, at least one part.</param>
/// <param name="Execute">Carries it out; the state it changes is in the journal's queue when it returns.</param>
internal sealed record Call(IReadOnlyList<CallPart> Parts, Func<FaultSet, Answer> Execute);
