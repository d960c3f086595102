using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Opayo.Instructions;

/// <summary>What an instruction did to a transaction.</summary>
public sealed record InstructedPayment
{
    /// <summary>Opayo's id of the transaction.</summary>
    public required string TransactionId { get; init; }

    /// <summary>"release", "abort", "void" or "cancel".</summary>
    public required string Instruction { get; init; }

    /// <summary>Where the transaction stands since.</summary>
    public PaymentStatus Status { get; init; }

    /// <summary>When Opayo carried it out; null where it did not say.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Whether it had been carried out before, so that nothing was done now.</summary>
    public bool AlreadyDone { get; init; }
}
