namespace ClarityConnect.Workflows.Engine.Definitions.Imports;

/// <summary>An activity whose type is not installed. It is kept as it is behind a placeholder, and fails only if it is run.</summary>
/// <param name="ActivityId">Its id.</param>
/// <param name="DisplayName">Its name on the canvas.</param>
/// <param name="Type">Its type.</param>
/// <param name="Version">Its version; 0 where the file names none.</param>
public sealed record UnknownActivity(string ActivityId, string DisplayName, string Type, int Version);
