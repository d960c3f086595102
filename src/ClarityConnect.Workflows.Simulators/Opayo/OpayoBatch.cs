namespace ClarityConnect.Workflows.Simulators.Opayo;

/// <summary>A settlement batch: what was taken on a day in the United Kingdom, for one acquirer.</summary>
/// <param name="BatchId">The batch.</param>
/// <param name="Acquirer">"Elavon" or "American Express".</param>
/// <param name="Day">The day in the United Kingdom.</param>
/// <param name="CompletedAt">When it was sent, soon after the day's end.</param>
/// <param name="TransactionIds">The transactions.</param>
public sealed record OpayoBatch(int BatchId, string Acquirer, DateOnly Day, DateTimeOffset CompletedAt, IReadOnlyList<string> TransactionIds);
