namespace ClarityConnect.Workflows.Connectors.SagePro.Database;

/// <summary>What can be asked of a company, as the wire between server and agent names it.</summary>
internal static class SageProOperation
{
    public const string Deliver = "sagepro.deliver";
    public const string State = "sagepro.state";
    public const string Cancel = "sagepro.cancel";
    public const string FindCustomers = "sagepro.customers";
    public const string ListItems = "sagepro.items";
    public const string ListStock = "sagepro.stock";
    public const string FindInvoice = "sagepro.invoice";
    public const string GetOrder = "sagepro.order";
    public const string ListAccounts = "sagepro.accounts";
    public const string Changes = "sagepro.changes";
    public const string Probe = "sagepro.probe";
}
