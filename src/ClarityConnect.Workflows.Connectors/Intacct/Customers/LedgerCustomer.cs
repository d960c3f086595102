using ClarityConnect.Workflows.Sdk.Canonical;

namespace ClarityConnect.Workflows.Connectors.Intacct.Customers;

/// <summary>A customer as it stands in Intacct.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="RecordNo">Intacct's own number of the record.</param>
/// <param name="ModifiedBy">Intacct's number of the user who changed it last; null where it does not say.</param>
/// <param name="AlreadyThere">Whether it was there before, so that nothing was made now.</param>
public sealed record LedgerCustomer(Customer Customer, string RecordNo, string? ModifiedBy, bool AlreadyThere)
{
    /// <summary>Whether it is another customer than the one that was to be made, with the same e-mail address.</summary>
    public bool IsDuplicate { get; init; }
}
