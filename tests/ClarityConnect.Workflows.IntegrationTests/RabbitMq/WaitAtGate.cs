using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.IntegrationTests.RabbitMq;

/// <summary>Keeps its burst, and so the lease, until the test opens the gate.</summary>
[Activity("Test", "Test", "Waits at the gate.")]
public sealed class WaitAtGate : CodeActivity
{
    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context) =>
        await context.GetService<Gates>().PassAsync().WaitAsync(context.CancellationToken);
}
