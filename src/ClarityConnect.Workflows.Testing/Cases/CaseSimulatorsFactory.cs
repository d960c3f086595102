using System.Text.Json;

namespace ClarityConnect.Workflows.Testing.Cases;

/// <summary>Starts the simulators of a case.</summary>
/// <param name="script">The case's member <c>simulators</c>.</param>
/// <param name="clock">The case's clock.</param>
/// <param name="cancellationToken">Cancels the start.</param>
/// <exception cref="JsonException">The script cannot be read; the message says which member and what there is.</exception>
public delegate Task<CaseSimulators> CaseSimulatorsFactory(JsonElement script, TimeProvider clock, CancellationToken cancellationToken);
