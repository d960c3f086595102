using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Sdk.Agents;
using ClarityConnect.Workflows.Sdk.Failures;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Agents;

/// <summary>Gives work to agents and looks what they reported.</summary>
/// <param name="store">Where it is kept.</param>
/// <param name="bell">Wakes those who wait.</param>
/// <param name="ids">Makes ids.</param>
/// <param name="time">The clock.</param>
public sealed class AgentTasks(IAgentTaskStore store, AgentBell bell, IdGenerator ids, TimeProvider time) : IAgentTasks
{
    /// <summary>An agent that was not heard of for so long is away. A waiting agent calls at least every half a minute.</summary>
    public static readonly TimeSpan AwayAfter = TimeSpan.FromSeconds(90);

    /// <inheritdoc/>
    public async Task<AgentAnswer?> SubmitAsync(AgentOrder order, Func<JsonElement, bool>? isGivenUp, CancellationToken cancellationToken)
    {
        var task = TaskOf(order, order.Key);
        while (true)
        {
            if (await store.FindAsync(order.Agent, order.Key, cancellationToken) is not { } known)
            {
                if (!await store.AddAsync(task, cancellationToken))
                    continue;
                bell.Ring(order.Agent);
                return null;
            }

            var answer = await AnswerAsync(known, cancellationToken);
            var mayRenew = answer is not null && (answer.Failure is not null || isGivenUp?.Invoke(answer.Result) == true);
            if (!mayRenew && known.InputHash != task.InputHash)
            {
                throw new ActivityException(
                    FailureKind.Rejected,
                    $"'{order.Key}' was given to agent '{order.Agent}' before with other content, which stands. Use another reference for other data, or look which of the two is right.")
                {
                    VendorCode = "REF_CONFLICT",
                };
            }

            if (!mayRenew)
                return answer;
            if (!await store.RenewAsync(task, known.Id, cancellationToken))
                continue;
            bell.Ring(order.Agent);
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<AgentAnswer?> FindAsync(string agent, string key, CancellationToken cancellationToken) =>
        await store.FindAsync(agent, key, cancellationToken) is { } task ? await AnswerAsync(task, cancellationToken) : null;

    /// <inheritdoc/>
    public async Task<AgentAnswer> AskAsync(AgentOrder order, TimeSpan patience, CancellationToken cancellationToken)
    {
        var seen = await store.FindAgentAsync(order.Agent, cancellationToken);
        if (seen is null || time.GetUtcNow() - seen.LastSeenAt > AwayAfter)
            throw Away(order.Agent, seen);
        var task = TaskOf(order, $"ask:{ids.Next()}");
        await store.AddAsync(task, cancellationToken);
        bell.Ring(order.Agent);
        try
        {
            var answer = await bell.WaitAsync(task.Id, () => FindAsync(order.Agent, task.Key, cancellationToken), patience, time, cancellationToken);
            _ = answer?.Require();
            return answer ?? throw new ActivityException(
                FailureKind.Transient,
                $"Agent '{order.Agent}' did not answer within {patience.TotalSeconds:0} seconds. It is asked again by itself.")
            {
                VendorCode = "AGENT_SLOW",
            };
        }
        finally
        {
            bell.Forget(task.Id);
            await store.DeleteAsync(order.Agent, task.Key, CancellationToken.None);
        }
    }

    /// <inheritdoc/>
    public async Task<AgentSighting?> SightingAsync(string agent, CancellationToken cancellationToken) =>
        await store.FindAgentAsync(agent, cancellationToken) is { } row
            ? new AgentSighting(row.Name, row.Version, Parse(row.Report), row.LastSeenAt)
            : null;

    private static ActivityException Away(string agent, AgentRow? seen) => new(
        FailureKind.Transient,
        seen is null
            ? $"Agent '{agent}' was never heard of. Start it with an API key named '{agent}' that has the role Agent."
            : $"Agent '{agent}' is away: it was heard of last at {seen.LastSeenAt:u}. Look whether it runs and reaches this server.")
    {
        VendorCode = "AGENT_OFFLINE",
        RetryAfter = TimeSpan.FromSeconds(30),
    };

    private async Task<AgentAnswer?> AnswerAsync(AgentTask task, CancellationToken cancellationToken)
    {
        if (task.State != AgentTaskState.Answered)
            return null;
        var parts = task.PartCount == 0 ? [] : await store.ReadPartsAsync(task.Id, cancellationToken);
        return new AgentAnswer(
            task.Result is { } result ? Parse(result) : WorkflowJson.Null,
            [.. parts.Select(part => Parse(part.Content))],
            task.Failure is { } failure ? JsonSerializer.Deserialize<AgentFailure>(failure, WorkflowJson.Options) : null);
    }

    private AgentTask TaskOf(AgentOrder order, string key)
    {
        var now = time.GetUtcNow();
        var input = Encoding.UTF8.GetString(CardDataMasker.Mask(JsonSerializer.SerializeToUtf8Bytes(order.Input, WorkflowJson.Options)).Span);
        return new AgentTask
        {
            Agent = order.Agent,
            Key = key,
            Id = ids.Next(),
            Operation = order.Operation,
            Input = input,
            InputHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{order.Operation}\n{input}"))),
            DueAt = now,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    private static JsonElement Parse(string json) => JsonSerializer.Deserialize<JsonElement>(json, WorkflowJson.Options);
}
