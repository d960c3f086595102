using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Sdk.Activities;

namespace ClarityConnect.Workflows.IntegrationTests.Execution;

/// <summary>Loses the lease of its own instance, as a server does that dies in the middle of a burst, as often as <see cref="Deaths"/> says.</summary>
[Activity("Test", "Test", "Loses the lease.")]
public sealed class LoseLease : CodeActivity
{
    protected internal override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var deaths = context.GetService<Deaths>();
        if (deaths.Claims++ < deaths.Limit)
            await context.GetService<IExecutionStore>().ReleaseAsync([(context.InstanceId, deaths.Claims)], context.CancellationToken);
    }

    /// <summary>How often the activity ran, and how often of these it loses the lease.</summary>
    public sealed class Deaths
    {
        public int Claims { get; set; }

        public int Limit { get; set; }
    }
}
