namespace ClarityConnect.Workflows.OpenApi.Schemas;

/// <summary>A property of a record.</summary>
/// <param name="JsonName">Its name in the API.</param>
/// <param name="Name">Its name in C#.</param>
/// <param name="Type">Its type without the question mark.</param>
/// <param name="Description">What it means; empty where the document does not say it.</param>
internal sealed record RecordProperty(string JsonName, string Name, string Type, string Description);
