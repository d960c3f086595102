using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Sdk.Values;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.Testing.Conformance.Runs;

/// <summary>One poll of a trigger, with a cursor as it is stored.</summary>
internal sealed class SinglePoll(GivenInputs given, Connected connected, JsonElement? cursor, TimeProvider time) : PollContext
{
    public override string DefinitionId => "conformance";

    public override string ActivityId => "trigger";

    public override TimeProvider Time => time;

    public override ILogger Logger => connected.Log;

    public override T? GetCursor<T>()
        where T : default => cursor is { } stored ? stored.Deserialize<T>(WorkflowJson.Options) : default;

    public override T? Get<T>(Input<T> input)
        where T : default => given.Get(input);

    public override ValueTask<TClient> GetClientAsync<TClient>(Input<string> connection) => ValueTask.FromResult((TClient)connected.Client);

    public ValueTask<PollResult> PollAsync(CancellationToken cancellationToken) => ((PollingTrigger)given.Activity).PollAsync(this, cancellationToken);
}
