namespace ClarityConnect.Workflows.Server.Simulation;

/// <summary>What a case expects of the simulators in the end; what is null is not looked at.</summary>
internal sealed record SimulatorExpectation
{
    public IntacctExpectation? Intacct { get; init; }

    public IReadOnlyList<ReceivedExpectation>? Received { get; init; }

    /// <param name="Batches">How many journal entries there are that were not deleted.</param>
    /// <param name="PostedTwice">How many references were posted more than once.</param>
    /// <param name="Debits">The sum of all debits.</param>
    /// <param name="Credits">The sum of all credits.</param>
    /// <param name="Balances">Balances by account over all locations: debits positive, credits negative.</param>
    internal sealed record IntacctExpectation(int? Batches, int? PostedTwice, decimal? Debits, decimal? Credits, IReadOnlyDictionary<string, decimal>? Balances);

    /// <param name="System">"retail", "portico" or "intacct".</param>
    /// <param name="Operation">The operation as the ledger names it.</param>
    /// <param name="Times">How often it was received.</param>
    /// <param name="Succeeded">How often it was carried out.</param>
    internal sealed record ReceivedExpectation(string? System, string? Operation, int? Times, int? Succeeded);
}
