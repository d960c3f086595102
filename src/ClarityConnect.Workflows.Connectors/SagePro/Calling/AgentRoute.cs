using System.Text.Json;
using ClarityConnect.Workflows.Connectors.SagePro.Database;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Sdk.Agents;

namespace ClarityConnect.Workflows.Connectors.SagePro.Calling;

/// <summary>By an agent at the company's premises, which fetches orders and reports on them.</summary>
internal sealed class AgentRoute(IAgentTasks agents, string agent) : SageProRoute
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // A report wakes whoever waits. Looking besides is for a report that came between two who waited for the same reference.
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(15);

    public override async Task<SageProAnswer> AskAsync(string operation, JsonElement input, CancellationToken cancellationToken) =>
        Read(await agents.AskAsync(new AgentOrder(agent, "", operation, input), Patience, cancellationToken))!;

    public override async Task<SageProAnswer?> OrderAsync(
        string key, string operation, JsonElement input, Func<JsonElement, bool>? isGivenUp, CancellationToken cancellationToken) =>
        Read(await agents.SubmitAsync(new AgentOrder(agent, key, operation, input), isGivenUp, cancellationToken));

    public override async Task<SageProAnswer?> FindAsync(string key, CancellationToken cancellationToken) => Read(await agents.FindAsync(agent, key, cancellationToken));

    public override Bookmark BookmarkOf(string key, DateTimeOffset now, DateTimeOffset? latest) =>
        AgentBookmark.Of(agent, key, latest is { } end && end < now + LookEvery ? end : now + LookEvery);

    public async Task<AgentSighting?> SightingAsync(CancellationToken cancellationToken) => await agents.SightingAsync(agent, cancellationToken);

    private static SageProAnswer? Read(AgentAnswer? answer) =>
        answer is null ? null : new SageProAnswer(answer.Require(), [.. answer.Parts.SelectMany(part => part.EnumerateArray())]);
}
