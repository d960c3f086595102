using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Triggers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClarityConnect.Workflows.Tests;

/// <summary>One call of a webhook: with a client for each kind of connection, at the time of a clock.</summary>
internal sealed class WebhookCall(IReadOnlyList<object> clients, WebhookRequest request, TimeProvider time, params (Input Input, object? Value)[] inputs) : WebhookContext
{
    private readonly GivenInputs given = new(inputs);

    public override string DefinitionId => "definition";

    public override string ActivityId => "activity";

    public override TimeProvider Time => time;

    public override ILogger Logger => NullLogger.Instance;

    public override WebhookRequest Request => request;

    public override T? Get<T>(Input<T> input)
        where T : default => given.Get(input);

    public override ValueTask<TClient> GetClientAsync<TClient>(Input<string> connection) => ValueTask.FromResult(clients.OfType<TClient>().First());
}
