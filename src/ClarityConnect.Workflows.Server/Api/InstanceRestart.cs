using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>Starts the workflow of a dead letter from the beginning, with what started it then, in a new instance; the old one is cancelled.</summary>
internal sealed class InstanceRestart(WorkflowRuntime runtime)
{
    /// <returns>The new instance, or why there is none.</returns>
    public async Task<(string? InstanceId, string? Problem)> RunAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        string? id;
        try
        {
            id = await runtime.RerunAsync(letter.InstanceId, fromExecution: null, stubsWrites: false, $"restart:{letter.Id}", cancellationToken);
        }
        catch (ActivityException exception)
        {
            return (null, exception.Message);
        }

        if (id is null)
            return (null, $"The dead letter '{letter.Id}' was restarted already.");
        await runtime.CancelAsync(letter.InstanceId, cancellationToken);
        return (id, null);
    }
}
