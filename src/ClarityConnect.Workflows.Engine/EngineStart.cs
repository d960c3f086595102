using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Queue;
using ClarityConnect.Workflows.Engine.Scripting;
using Microsoft.Extensions.Hosting;

namespace ClarityConnect.Workflows.Engine;

/// <summary>Brings up what the background services share: the trigger index and the script runners.</summary>
internal sealed class EngineStart(TriggerIndex index, ScriptRunnerPool scripts, NodeLease node, Dispatcher dispatcher) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        node.Rescued += dispatcher.Wake;
        await index.RefreshAsync(cancellationToken);
        await scripts.StartAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
