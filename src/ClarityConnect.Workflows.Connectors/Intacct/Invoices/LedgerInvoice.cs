using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Intacct.Invoices;

/// <summary>An invoice or credit memo as it stands in Intacct.</summary>
/// <param name="Invoice">The invoice; its id is Intacct's record number.</param>
/// <param name="State">Intacct's word for its state, such as "Posted", "Paid" or "Reversed".</param>
/// <param name="AlreadyThere">Whether it was there before, so that nothing was made now.</param>
public sealed record LedgerInvoice(Invoice Invoice, string? State, bool AlreadyThere)
{
    /// <summary>Whether it was reversed.</summary>
    public bool IsReversed => State?.StartsWith("Revers", StringComparison.OrdinalIgnoreCase) == true;
}
