namespace ClarityConnect.Workflows.Connectors.SagePro.Changes;

/// <summary>What is watched for changes.</summary>
internal static class ChangeKind
{
    public const string Items = "items";
    public const string Stock = "stock";
    public const string Customers = "customers";
    public const string Orders = "orders";
    public const string Postings = "postings";
}
