using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Triggers;
using ClarityConnect.Workflows.Sdk.Values;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClarityConnect.Workflows.Tests;

/// <summary>One poll of a trigger: with a client for every connection, after the poll that gave the cursor, at the time of a clock.</summary>
internal sealed class Poll(object client, object? cursor, TimeProvider time, params (Input Input, object? Value)[] inputs) : PollContext
{
    private readonly GivenInputs given = new(inputs);

    public override string DefinitionId => "definition";

    public override string ActivityId => "activity";

    public override TimeProvider Time => time;

    public override ILogger Logger => NullLogger.Instance;

    // The engine keeps cursors as JSON.
    public override T? GetCursor<T>()
        where T : default => cursor is null ? default : JsonSerializer.Deserialize<T>(WorkflowJson.ToElement(cursor), WorkflowJson.Options);

    public override T? Get<T>(Input<T> input)
        where T : default => given.Get(input);

    public override ValueTask<TClient> GetClientAsync<TClient>(Input<string> connection) => ValueTask.FromResult((TClient)client);
}
