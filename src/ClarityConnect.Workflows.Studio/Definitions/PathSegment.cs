namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>An activity that the designer enters, and by which port, on the way to a nested one.</summary>
internal sealed record PathSegment(string ActivityNodeId, string ActivityId, string ActivityType, string PortName, string ActivityName);
