namespace ClarityConnect.Workflows.Engine.Definitions.Imports;

/// <summary>An activity that runs here as something else than the file says.</summary>
/// <param name="ActivityId">Its id.</param>
/// <param name="DisplayName">Its name on the canvas.</param>
/// <param name="From">Type and version in the file.</param>
/// <param name="To">Type and version that it runs as.</param>
public sealed record MappedActivity(string ActivityId, string DisplayName, string From, string To);
