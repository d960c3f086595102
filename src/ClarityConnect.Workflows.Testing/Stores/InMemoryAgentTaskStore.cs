using ClarityConnect.Workflows.Engine.Agents;

namespace ClarityConnect.Workflows.Testing.Stores;

/// <summary>The work for agents in memory.</summary>
public sealed class InMemoryAgentTaskStore : IAgentTaskStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Agent, string Key), AgentTask> tasks = [];
    private readonly Dictionary<(string TaskId, int Number), AgentTaskPart> parts = [];
    private readonly Dictionary<string, AgentRow> agents = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<bool> AddAsync(AgentTask task, CancellationToken cancellationToken) => Locked(() => tasks.TryAdd((task.Agent, task.Key), task));

    /// <inheritdoc/>
    public Task<bool> RenewAsync(AgentTask task, string formerId, CancellationToken cancellationToken) => Locked(() =>
    {
        if (tasks.GetValueOrDefault((task.Agent, task.Key))?.Id != formerId)
            return false;
        RemoveParts(formerId);
        tasks[(task.Agent, task.Key)] = task;
        return true;
    });

    /// <inheritdoc/>
    public Task<AgentTask?> FindAsync(string agent, string key, CancellationToken cancellationToken) => Locked(() => tasks.GetValueOrDefault((agent, key)));

    /// <inheritdoc/>
    public Task<AgentTask?> FindOrderAsync(string agent, string id, CancellationToken cancellationToken) => Locked(() => Find(agent, id));

    /// <inheritdoc/>
    public Task<IReadOnlyList<AgentTask>> ClaimAsync(string agent, DateTimeOffset now, DateTimeOffset leaseUntil, int most, CancellationToken cancellationToken) => Locked(() =>
    {
        var due = tasks.Values
            .Where(task => task.Agent == agent && task.DueAt <= now && (task.State == AgentTaskState.Waiting || task.LeaseUntil < now))
            .OrderBy(task => task.Id, StringComparer.Ordinal)
            .Take(most)
            .Select(task => task with { State = AgentTaskState.Claimed, LeaseUntil = leaseUntil, Attempts = task.Attempts + 1, UpdatedAt = now })
            .ToList();
        foreach (var task in due)
            tasks[(task.Agent, task.Key)] = task;
        return (IReadOnlyList<AgentTask>)due;
    });

    /// <inheritdoc/>
    public Task<bool> ReportAsync(AgentTask task, CancellationToken cancellationToken) => Locked(() =>
    {
        if (Find(task.Agent, task.Id) is not { } known || known.State == AgentTaskState.Answered)
            return false;
        tasks[(task.Agent, task.Key)] = task with { News = known.News + 1 };
        return true;
    });

    /// <inheritdoc/>
    public Task<bool> UpdateAsync(AgentTask task, string result, DateTimeOffset now, CancellationToken cancellationToken) => Locked(() =>
    {
        if (Find(task.Agent, task.Id) is not { State: AgentTaskState.Answered } known || known.News != task.News)
            return false;
        tasks[(task.Agent, task.Key)] = known with { Result = result, Failure = null, News = known.News + 1, UpdatedAt = now };
        return true;
    });

    /// <inheritdoc/>
    public Task AddPartAsync(AgentTaskPart part, CancellationToken cancellationToken) => Locked(() => parts.TryAdd((part.TaskId, part.Number), part));

    /// <inheritdoc/>
    public Task<IReadOnlyList<AgentTaskPart>> ReadPartsAsync(string taskId, CancellationToken cancellationToken) => Locked(() =>
        (IReadOnlyList<AgentTaskPart>)[.. parts.Values.Where(part => part.TaskId == taskId).OrderBy(part => part.Number)]);

    /// <inheritdoc/>
    public Task DeleteAsync(string agent, string key, CancellationToken cancellationToken) => Locked(() =>
    {
        if (tasks.Remove((agent, key), out var task))
            RemoveParts(task.Id);
        return true;
    });

    /// <inheritdoc/>
    public Task PruneAsync(string agent, string prefix, DateTimeOffset unchangedSince, CancellationToken cancellationToken) => Locked(() =>
    {
        foreach (var task in tasks.Values.Where(IsMeant).ToList())
        {
            tasks.Remove((task.Agent, task.Key));
            RemoveParts(task.Id);
        }

        return true;

        bool IsMeant(AgentTask task) => task.Agent == agent
            && task.Key.StartsWith(prefix, StringComparison.Ordinal)
            && (task.State == AgentTaskState.Answered || task.Key.StartsWith("ask:", StringComparison.Ordinal))
            && task.UpdatedAt < unchangedSince;
    });

    /// <inheritdoc/>
    public Task SeeAsync(AgentRow agent, CancellationToken cancellationToken) => Locked(() =>
        agents[agent.Name] = agent.Report.Length > 0
            ? agent
            : agents.GetValueOrDefault(agent.Name, agent with { Report = "{}" }) with { LastSeenAt = agent.LastSeenAt });

    /// <inheritdoc/>
    public Task<AgentRow?> FindAgentAsync(string name, CancellationToken cancellationToken) => Locked(() => agents.GetValueOrDefault(name));

    private AgentTask? Find(string agent, string id) => tasks.Values.FirstOrDefault(task => task.Agent == agent && task.Id == id);

    private void RemoveParts(string taskId)
    {
        foreach (var key in parts.Keys.Where(key => key.TaskId == taskId).ToList())
            parts.Remove(key);
    }

    private Task<T> Locked<T>(Func<T> work)
    {
        lock (gate)
            return Task.FromResult(work());
    }
}
