namespace ClarityConnect.Workflows.OpenApi.Schemas;

/// <summary>A record that is written for a schema.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is; empty where the document does not say it.</param>
internal sealed record RecordPlan(string Name, string Description)
{
    /// <summary>Its properties in the document's order.</summary>
    public List<RecordProperty> Properties { get; } = [];
}
