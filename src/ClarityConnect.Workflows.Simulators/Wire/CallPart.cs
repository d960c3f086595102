namespace ClarityConnect.Workflows.Simulators.Wire;

/// <summary>One thing that a request asks for, as the ledger names it.</summary>
internal sealed record CallPart(string Operation, string? Key, string? ControlId = null);
