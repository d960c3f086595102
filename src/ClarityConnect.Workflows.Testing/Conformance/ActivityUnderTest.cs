namespace ClarityConnect.Workflows.Testing.Conformance;

/// <summary>An activity with which <see cref="ActivityConformance"/> is checked. Its inputs have to be such that it succeeds where nothing goes wrong.</summary>
public sealed record ActivityUnderTest : ConnectorUnderTest;
