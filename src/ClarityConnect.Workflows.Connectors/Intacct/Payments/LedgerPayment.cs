using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Intacct.Payments;

/// <summary>A customer's payment as it stands in Intacct.</summary>
/// <param name="Payment">The payment; its id is Intacct's record number, its reference our own.</param>
/// <param name="CustomerId">The customer.</param>
/// <param name="State">Intacct's word for its state, such as "Complete" or "Reversed".</param>
/// <param name="AlreadyThere">Whether it was there before, so that nothing was recorded now.</param>
public sealed record LedgerPayment(Payment Payment, string? CustomerId, string? State, bool AlreadyThere)
{
    /// <summary>Whether it was reversed.</summary>
    public bool IsReversed => State is not null && (State.StartsWith("Revers", StringComparison.OrdinalIgnoreCase) || State.StartsWith("Void", StringComparison.OrdinalIgnoreCase));
}
