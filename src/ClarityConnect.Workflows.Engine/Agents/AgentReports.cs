using System.Text.Json;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Failures;
using ClarityConnect.Workflows.Sdk.Agents;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Agents;

/// <summary>What agents ask for and report. Every call may come twice, and changes nothing the second time.</summary>
/// <param name="store">Where the work is kept.</param>
/// <param name="bell">Wakes those who wait.</param>
/// <param name="runtime">Tells waiting executions.</param>
/// <param name="time">The clock.</param>
public sealed class AgentReports(IAgentTaskStore store, AgentBell bell, WorkflowRuntime runtime, TimeProvider time)
{
    /// <summary>How long an agent that took work is waited for before it is handed out again.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    /// <summary>How long work is kept that has not changed: questions, what was read, and everything else.</summary>
    private static readonly (string Prefix, TimeSpan Kept)[] Kept = [("ask:", TimeSpan.FromHours(1)), ("read:", TimeSpan.FromDays(1)), ("", TimeSpan.FromDays(90))];

    /// <summary>Takes note of an agent that begins, and removes its work of long ago.</summary>
    /// <param name="agent">Its name.</param>
    /// <param name="version">The version of its program.</param>
    /// <param name="report">What it says of itself.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    public async Task HelloAsync(string agent, string version, JsonElement report, CancellationToken cancellationToken)
    {
        await store.SeeAsync(new AgentRow(agent, version, JsonSerializer.Serialize(report, WorkflowJson.Options), time.GetUtcNow()), cancellationToken);
        foreach (var (prefix, kept) in Kept)
            await store.PruneAsync(agent, prefix, time.GetUtcNow() - kept, cancellationToken);
    }

    /// <summary>Takes note that an agent is there.</summary>
    /// <param name="agent">Its name.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    public Task SeeAsync(string agent, CancellationToken cancellationToken) => store.SeeAsync(new AgentRow(agent, "", "", time.GetUtcNow()), cancellationToken);

    /// <summary>Gives an agent its work, as soon as there is any.</summary>
    /// <param name="agent">Its name.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="patience">How long to wait for work.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async Task<IReadOnlyList<AgentTask>> ClaimAsync(string agent, int most, TimeSpan patience, CancellationToken cancellationToken)
    {
        await SeeAsync(agent, cancellationToken);
        return await bell.WaitAsync(agent, async () => await TakeAsync() is { Count: > 0 } tasks ? tasks : null, patience, time, cancellationToken) ?? [];

        Task<IReadOnlyList<AgentTask>> TakeAsync() => store.ClaimAsync(agent, time.GetUtcNow(), time.GetUtcNow() + Lease, most, cancellationToken);
    }

    /// <summary>Stores a part of a result.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="id">The order's id.</param>
    /// <param name="number">The part's number, from 0.</param>
    /// <param name="content">An array.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>False if there is no such order any more.</returns>
    public async Task<bool> AddPartAsync(string agent, string id, int number, JsonElement content, CancellationToken cancellationToken)
    {
        if (await store.FindOrderAsync(agent, id, cancellationToken) is not { } task)
            return false;
        if (task.State != AgentTaskState.Answered)
            await store.AddPartAsync(new AgentTaskPart(id, number, Masked(content)), cancellationToken);
        return true;
    }

    /// <summary>Stores what came of an order and tells those who wait for it. What failed for the moment is handed out again after a growing pause.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="id">The order's id.</param>
    /// <param name="result">The result; JSON null after a failure.</param>
    /// <param name="failure">The failure; null if it was done.</param>
    /// <param name="partCount">How many parts were stored before.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>False if there is no such order any more, or parts of it are missing.</returns>
    public async Task<bool> AnswerAsync(string agent, string id, JsonElement result, AgentFailure? failure, int partCount, CancellationToken cancellationToken)
    {
        if (await store.FindOrderAsync(agent, id, cancellationToken) is not { } task)
            return false;
        if (task.State != AgentTaskState.Answered)
        {
            if (partCount > 0 && (await store.ReadPartsAsync(id, cancellationToken)).Count < partCount)
                return false;
            var now = time.GetUtcNow();
            var isQuestion = task.Key.StartsWith("ask:", StringComparison.Ordinal);
            var waits = failure is { MayPass: true } && !isQuestion;
            var stored = await store.ReportAsync(
                task with
                {
                    State = waits ? AgentTaskState.Waiting : AgentTaskState.Answered,
                    DueAt = waits ? now + Pause(task.Attempts, failure!) : task.DueAt,
                    LeaseUntil = null,
                    Result = failure is null ? Masked(result) : null,
                    Failure = failure is null ? null : JsonSerializer.Serialize(failure, WorkflowJson.Options),
                    PartCount = failure is null ? partCount : 0,
                    UpdatedAt = now,
                },
                cancellationToken);
            if (waits || !stored)
                return true;
            task = task with { News = task.News + 1 };
        }

        // Also for an answer that was stored before: its sender may have died before this was said.
        await TellAsync(task);
        return true;
    }

    /// <summary>Stores that answered work has gone further, and tells those who wait for it.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="key">The work's key.</param>
    /// <param name="result">The newer result.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>False if the work is not known here.</returns>
    public async Task<bool> UpdateAsync(string agent, string key, JsonElement result, CancellationToken cancellationToken)
    {
        var newer = Masked(result);
        while (true)
        {
            if (await store.FindAsync(agent, key, cancellationToken) is not { } task)
                return false;
            // The answer itself is still to come, and will say this or more.
            if (task.State != AgentTaskState.Answered)
                return true;
            if (task.Result != newer)
            {
                if (!await store.UpdateAsync(task, newer, time.GetUtcNow(), cancellationToken))
                    continue;
                task = task with { News = task.News + 1 };
            }

            await TellAsync(task);
            return true;
        }
    }

    private async Task TellAsync(AgentTask task)
    {
        bell.Ring(task.Id);
        if (!task.Key.StartsWith("ask:", StringComparison.Ordinal))
        {
            await runtime.PublishAsync(
                AgentBookmark.Name, AgentBookmark.KeyOf(task.Agent, task.Key), $"{task.Id}:{task.News}", $"agent:{task.Agent}", WorkflowJson.Null);
        }
    }

    private static TimeSpan Pause(int attempts, AgentFailure failure)
    {
        var pause = FirstPause * Math.Pow(2, Math.Clamp(attempts - 1, 0, 10));
        var asked = TimeSpan.FromSeconds(failure.RetryAfterSeconds ?? 0);
        pause = pause < LongestPause ? pause : LongestPause;
        return asked > pause ? asked : pause;
    }

    private static string Masked(JsonElement json) =>
        System.Text.Encoding.UTF8.GetString(CardDataMasker.Mask(JsonSerializer.SerializeToUtf8Bytes(WorkflowJson.ToElement(json), WorkflowJson.Options)).Span);
}
