using System.Text.Json;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Engine.Queue;

namespace ClarityConnect.Workflows.Engine.Trials;

/// <summary>
/// Tries single activities for their author. Inputs are evaluated and the activity is run as in a workflow, but nothing of it is stored, and what
/// would change something in another system is refused unless the connection's account is only for tests.
/// </summary>
public sealed class ActivityTrials
{
    /// <summary>How long a trial may take.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly DefinitionCompiler compiler;
    private readonly BurstServices services;

    internal ActivityTrials(DefinitionCompiler compiler, BurstServices services) => (this.compiler, this.services) = (compiler, services);

    /// <summary>Tries an activity.</summary>
    /// <param name="version">The version with its document.</param>
    /// <param name="activity">The activity's node id or id.</param>
    /// <param name="variables">The values of variables by id, as texts or JSON; others begin as they are declared.</param>
    /// <param name="cancellationToken">Cancels the trial.</param>
    /// <returns>The row that the journal would have of it; null if the version has no such activity.</returns>
    /// <exception cref="DefinitionInvalidException">The version cannot be compiled.</exception>
    /// <exception cref="TimeoutException">The activity took longer than 30 seconds.</exception>
    public async Task<ActivityExecutionRow?> RunAsync(
        DefinitionVersion version, string activity, IReadOnlyDictionary<string, JsonElement> variables, CancellationToken cancellationToken)
    {
        var workflow = await compiler.CompileAsync(version, cancellationToken);
        if ((workflow.FindNode(activity) ?? workflow.Find(activity)) is not { } compiled)
            return null;
        var now = services.Time.GetUtcNow();
        var instance = new InstanceRow
        {
            Id = $"trial-{services.Ids.Next()}",
            DefinitionId = version.DefinitionId,
            DefinitionVersionId = version.Id,
            Version = version.Version,
            Status = InstanceStatus.Executing,
            CreatedAt = now,
            UpdatedAt = now,
        };
        using var patience = new CancellationTokenSource(_patience, services.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var burst = new Burst(new ClaimedInstance(instance, 0, 1, 0, null, []), workflow, InstanceState.Begin(instance), services, both.Token);
        try
        {
            return await burst.TryAsync(compiled, variables).WaitAsync(both.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            throw new TimeoutException($"The activity '{compiled.Name}' took longer than {_patience.TotalSeconds:0} seconds, so its trial was given up.");
        }
    }
}
