using ClarityConnect.Workflows.Testing.Workflows;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Semantics;

/// <summary>One engine for all tests of a class.</summary>
public sealed class EngineFixture : IAsyncLifetime
{
    public WorkflowHarness Harness { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Harness = await WorkflowHarness.StartAsync([typeof(Weigh)], cancellationToken: TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Harness.DisposeAsync();
}
