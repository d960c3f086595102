namespace ClarityConnect.Workflows.Testing.Conformance;

/// <summary>A polling trigger with which <see cref="PollingConformance"/> is checked. Its twins have <see cref="ConnectorTwin.HappenAsync"/>.</summary>
public sealed record PollingTriggerUnderTest : ConnectorUnderTest
{
    /// <summary>The clock that trigger and twin go by; between some polls it is advanced by a minute. Let the twin take the times of what happens from it.</summary>
    public Workflows.FakeTime Time { get; init; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
}
