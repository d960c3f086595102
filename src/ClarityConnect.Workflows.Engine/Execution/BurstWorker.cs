using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Engine.Inbox;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Values;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClarityConnect.Workflows.Engine.Execution;

/// <summary>Runs one burst of a claimed instance, whatever happens in it.</summary>
internal sealed class BurstWorker(
    CompiledWorkflowCache workflows,
    BurstServices services,
    NodeLease node,
    Correlator correlator,
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
                await SetAsideAsync(claim);
                return;
            }

            var workflow = await workflows.GetAsync(claim.Instance.DefinitionVersionId, lifetime);
            var burst = new Burst(claim, workflow, services, lifetime);
            await burst.RunAsync();
            if (burst.NeedsCorrelation)
                correlator.Wake();
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

    /// <summary>An instance that was claimed again and again without a commit kills its workers: it becomes a dead letter instead of taking another one.</summary>
    private async Task SetAsideAsync(ClaimedInstance claim)
    {
        var now = services.Time.GetUtcNow();
        var message = $"Instance {claim.Instance.Id} of '{claim.Instance.DefinitionId}' was begun {claim.Claims - 1} times without coming to a checkpoint, so it is set aside. The server's log of the time before {now:u} says why; retry it when that is mended.";
        var deadLetter = new DeadLetter
        {
            Id = services.Ids.Next(),
            InstanceId = claim.Instance.Id,
            DefinitionId = claim.Instance.DefinitionId,
            DefinitionVersionId = claim.Instance.DefinitionVersionId,
            CorrelationId = claim.Instance.CorrelationId,
            ActivityId = DefinitionCompiler.WorkflowActivityId,
            ActivityName = DefinitionCompiler.WorkflowActivityId,
            ExecutionNumber = 0,
            Kind = FailureKind.Misconfigured,
            Message = message,
            Attempts = "[]"u8.ToArray(),
            CreatedAt = now,
        };
        await services.Committer.CommitAsync(
            new BurstCommit
            {
                Instance = claim.Instance with { Status = InstanceStatus.Faulted, UpdatedAt = now, FinishedAt = now, IncidentCount = claim.Instance.IncidentCount + 1 },
                Fence = claim.Fence,
                BurstNumber = claim.BurstNumber + 1,
                Checkpoint = claim.Checkpoint ?? EmptyCheckpoint,
                ReleasesLease = true,
                DoneWorkItems = [.. claim.Items.Select(item => item.Id)],
                DeadLetters = [deadLetter],
            },
            CancellationToken.None);
    }

    private static ReadOnlyMemory<byte> EmptyCheckpoint { get; } =
        """{"format":1,"status":"Faulted","lastExecution":0,"lastSequence":0,"executions":[],"queue":[]}"""u8.ToArray();
}
