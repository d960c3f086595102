namespace ClarityConnect.Workflows.Connectors.SagePro.Batches;

/// <summary>The kinds of batches, as the staging tables name them.</summary>
internal static class BatchKind
{
    public const string Journal = "GLJ";
    public const string Receipt = "ARC";
    public const string Invoice = "ARI";
    public const string Order = "SO";
    public const string Customer = "CUS";
}
