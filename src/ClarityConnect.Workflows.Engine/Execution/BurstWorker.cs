using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Plugins;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Engine.Upgrades;
using ClarityConnect.Workflows.Sdk.Failures;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClarityConnect.Workflows.Engine.Execution;

/// <summary>Runs one burst of a claimed instance, whatever happens in it.</summary>
internal sealed class BurstWorker(
    CompiledWorkflowCache workflows,
    ClaimUpgrade upgrades,
    BurstServices services,
    NodeLease node,
    Correlator correlator,
    Dispatcher dispatcher,
    InstanceEvents events,
    IExecutionStore store,
    IOptions<WorkerOptions> options,
    ILogger<BurstWorker> logger)
{
    public async Task RunAsync(ClaimedInstance claim)
    {
        var lifetime = node.Lifetime;
        try
        {
            if (claim.Claims > options.Value.MaxClaims)
            {
                await SetAsideAsync(claim, lifetime);
                return;
            }

            var workflow = await workflows.GetAsync(claim.Instance.DefinitionVersionId, PluginPins.Of(claim.Checkpoint), lifetime);
            var upgraded = await upgrades.RunAsync(claim, workflow, lifetime);
            var burst = new Burst(claim, upgraded.Workflow, upgraded.State, services, lifetime) { Upgrades = upgraded.Outcomes };
            await burst.RunAsync();
            if (burst.NeedsCorrelation)
                correlator.Wake();
            if (burst.StartsChildren || burst.HasYielded)
                dispatcher.Wake();
            events.Publish(burst.State);
        }
        catch (LeaseLostException exception)
        {
            Logs.LeaseLost(logger, exception.InstanceId);
        }
        catch (OperationCanceledException) when (lifetime.IsCancellationRequested)
        {
            await store.ReleaseAsync([(claim.Instance.Id, claim.Fence)], CancellationToken.None);
        }
        catch (Exception exception)
        {
            // Not an activity's failure but ours or the database's: the lease goes back, and the claims count tells when to stop trying.
            Logs.BurstFailed(logger, exception, claim.Instance.Id);
            await GiveBackAsync(claim);
        }
    }

    private async Task GiveBackAsync(ClaimedInstance claim)
    {
        try
        {
            await store.ReleaseAsync([(claim.Instance.Id, claim.Fence)], CancellationToken.None);
        }
        catch (Exception exception)
        {
            Logs.BurstFailed(logger, exception, claim.Instance.Id);
        }
    }

    /// <summary>
    /// An instance that was claimed again and again without a commit kills its workers: it becomes a dead letter, with all that there is to do, instead
    /// of taking another one.
    /// </summary>
    private async Task SetAsideAsync(ClaimedInstance claim, CancellationToken cancellationToken)
    {
        var workflow = await workflows.GetAsync(claim.Instance.DefinitionVersionId, PluginPins.Of(claim.Checkpoint), cancellationToken);
        var refused = ClaimUpgrade.Refuse(claim, workflow, "The run was set aside before it could be upgraded. Ask again.");
        var burst = new Burst(claim, workflow, refused.State, services, cancellationToken) { Upgrades = refused.Outcomes };
        await burst.SetAsideAsync(new ActivityException(
            FailureKind.Misconfigured,
            $"This run was begun {claim.Claims - 1} times without coming to a checkpoint, so it is set aside. The server's log of the time before {services.Time.GetUtcNow():u} says why; retry it when that is mended."));
        events.Publish(burst.State);
    }
}
