using System.Text.Json;
using ClarityConnect.Workflows.Engine.Connections;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Expressions;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Engine.Payloads;
using ClarityConnect.Workflows.Engine.Scripting;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Sdk.Values;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.Engine.Definitions;

/// <summary>Evaluates the inputs of triggers outside any instance: at publish time, when polling, and when a webhook is called.</summary>
/// <param name="store">Where payloads are.</param>
/// <param name="scripts">Runs expressions.</param>
/// <param name="connections">Gives clients to triggers that poll or are called.</param>
/// <param name="time">The clock.</param>
/// <param name="loggers">Makes the triggers' logs.</param>
/// <param name="services">What the engine's own triggers ask.</param>
public sealed class TriggerEvaluator(
    IExecutionStore store,
    ScriptRunnerPool scripts,
    ConnectionDirectory connections,
    TimeProvider time,
    ILoggerFactory loggers,
    IServiceProvider services)
{
    private readonly IServiceProvider services = services;
    private readonly TimeProvider time = time;
    private readonly ILoggerFactory loggers = loggers;
    private readonly ConnectionDirectory connections = connections;

    internal async Task<TriggerContext> ContextAsync(CompiledWorkflow workflow, CompiledActivity activity, CancellationToken cancellationToken) =>
        new Context(this, workflow, activity, await EvaluateAsync(workflow, activity, cancellationToken), null, cancellationToken);

    internal async Task<PollContext> PollContextAsync(
        CompiledWorkflow workflow,
        CompiledActivity activity,
        ReadOnlyMemory<byte>? cursor,
        CancellationToken cancellationToken) =>
        new Context(this, workflow, activity, await EvaluateAsync(workflow, activity, cancellationToken), cursor, cancellationToken);

    internal async Task<WebhookContext> WebhookContextAsync(
        CompiledWorkflow workflow, CompiledActivity activity, WebhookRequest request, CancellationToken cancellationToken) =>
        new CalledContext(await ContextAsync(workflow, activity, cancellationToken), request);

    private async Task<InputValue[]> EvaluateAsync(CompiledWorkflow workflow, CompiledActivity activity, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var state = InstanceState.Begin(new InstanceRow
        {
            Id = workflow.VersionId, DefinitionId = workflow.DefinitionId, DefinitionVersionId = workflow.VersionId, Version = workflow.Version,
            Status = InstanceStatus.Pending, CreatedAt = now, UpdatedAt = now,
        });
        var root = new ActivityExecution { Number = 1, Node = 0, Parent = 0, Path = "publish" };
        foreach (var variable in workflow.Activities[0].Variables)
            root.Variables[variable.Name] = new StateValue(variable.Default);
        state.Add(root);
        var values = new InputValue[activity.Inputs.Count];
        await new ExpressionEvaluator(state, workflow, scripts, new PayloadLoader(store), time)
            .EvaluateAsync(root, activity.Inputs, values, cancellationToken);
        return values;
    }

    private sealed class Context(
        TriggerEvaluator owner,
        CompiledWorkflow workflow,
        CompiledActivity activity,
        InputValue[] values,
        ReadOnlyMemory<byte>? cursor,
        CancellationToken cancellationToken) : PollContext
    {
        public override string DefinitionId => workflow.DefinitionId;

        public override string ActivityId => activity.Id;

        public override TimeProvider Time => owner.time;

        public override ILogger Logger { get; } = owner.loggers.CreateLogger(activity.Type);

        public override T? Get<T>(Input<T> input)
            where T : default => input.Slot >= 0 && values[input.Slot].IsEvaluated ? (T?)values[input.Slot].Converted : input.Default;

        public override async ValueTask<TClient> GetClientAsync<TClient>(Input<string> connection) =>
            await owner.connections.GetClientAsync<TClient>(Get(connection) ?? "", activity.Descriptor?.Plugin, cancellationToken);

        internal override T GetService<T>() => owner.services.GetRequiredService<T>();

        public override T? GetCursor<T>()
            where T : default => cursor is { } bytes ? JsonSerializer.Deserialize<T>(bytes.Span, WorkflowJson.Options) : default;
    }

    private sealed class CalledContext(TriggerContext trigger, WebhookRequest request) : WebhookContext
    {
        public override WebhookRequest Request => request;

        public override string DefinitionId => trigger.DefinitionId;

        public override string ActivityId => trigger.ActivityId;

        public override TimeProvider Time => trigger.Time;

        public override ILogger Logger => trigger.Logger;

        public override T? Get<T>(Input<T> input)
            where T : default => trigger.Get(input);

        public override ValueTask<TClient> GetClientAsync<TClient>(Input<string> connection) => trigger.GetClientAsync<TClient>(connection);
    }
}
