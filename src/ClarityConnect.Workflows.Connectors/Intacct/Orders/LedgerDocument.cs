namespace ClarityConnect.Workflows.Connectors.Intacct.Orders;

/// <summary>A document of order entry as it stands in Intacct.</summary>
/// <param name="DocumentId">Intacct's id, such as "Sales Invoice-SI0042".</param>
/// <param name="Number">The number that people see.</param>
/// <param name="Kind">The kind of document, such as "Sales Invoice".</param>
/// <param name="CustomerId">The customer.</param>
/// <param name="State">Intacct's word for its state.</param>
/// <param name="Total">Everything together, in the document's currency.</param>
/// <param name="AlreadyThere">Whether it was there before, so that nothing was made now.</param>
public sealed record LedgerDocument(string DocumentId, string Number, string Kind, string? CustomerId, string? State, decimal Total, bool AlreadyThere);
