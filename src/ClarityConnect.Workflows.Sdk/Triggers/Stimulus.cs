namespace ClarityConnect.Workflows.Sdk.Triggers;

/// <summary>An event that triggers and bookmarks are matched with.</summary>
/// <param name="Name">What kind of event it is, usually the activity's type.</param>
/// <param name="Key">The key within the kind, such as the name of an event or a method and path.</param>
public sealed record Stimulus(string Name, string Key);
