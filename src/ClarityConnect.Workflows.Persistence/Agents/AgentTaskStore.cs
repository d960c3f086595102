using ClarityConnect.Workflows.Engine.Agents;
using ClarityConnect.Workflows.Persistence.Schema;
using Microsoft.EntityFrameworkCore;

namespace ClarityConnect.Workflows.Persistence.Agents;

/// <summary>The work for agents in the database. Each change names the state that it starts from, so that of two nodes one is refused.</summary>
/// <param name="contexts">Makes contexts.</param>
public sealed class AgentTaskStore(IDbContextFactory<WorkflowDbContext> contexts) : IAgentTaskStore
{
    /// <inheritdoc/>
    public async Task<bool> AddAsync(AgentTask task, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.AgentTasks.Add(task);
        return await TrySaveAsync(context, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<bool> RenewAsync(AgentTask task, string formerId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var replaced = await context.AgentTasks.Where(former => former.Id == formerId).ExecuteDeleteAsync(cancellationToken);
        if (replaced == 0)
            return false;
        await context.AgentTaskParts.Where(part => part.TaskId == formerId).ExecuteDeleteAsync(cancellationToken);
        context.AgentTasks.Add(task);
        if (!await TrySaveAsync(context, cancellationToken))
            return false;
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <inheritdoc/>
    public async Task<AgentTask?> FindAsync(string agent, string key, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.AgentTasks.AsNoTracking().FirstOrDefaultAsync(task => task.Agent == agent && task.Key == key, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<AgentTask?> FindOrderAsync(string agent, string id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.AgentTasks.AsNoTracking().FirstOrDefaultAsync(task => task.Id == id && task.Agent == agent, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AgentTask>> ClaimAsync(string agent, DateTimeOffset now, DateTimeOffset leaseUntil, int most, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var due = await context.AgentTasks.AsNoTracking()
            .Where(task => task.Agent == agent && task.DueAt <= now)
            .Where(task => task.State == AgentTaskState.Waiting || (task.State == AgentTaskState.Claimed && task.LeaseUntil < now))
            .OrderBy(task => task.Id)
            .Take(most)
            .ToListAsync(cancellationToken);
        var claimed = new List<AgentTask>();
        foreach (var task in due)
        {
            var taken = await context.AgentTasks
                .Where(row => row.Id == task.Id && row.State == task.State && row.Attempts == task.Attempts)
                .ExecuteUpdateAsync(
                    set => set
                        .SetProperty(row => row.State, AgentTaskState.Claimed)
                        .SetProperty(row => row.LeaseUntil, leaseUntil)
                        .SetProperty(row => row.Attempts, task.Attempts + 1)
                        .SetProperty(row => row.UpdatedAt, now),
                    cancellationToken);
            if (taken > 0)
                claimed.Add(task with { State = AgentTaskState.Claimed, LeaseUntil = leaseUntil, Attempts = task.Attempts + 1, UpdatedAt = now });
        }

        return claimed;
    }

    /// <inheritdoc/>
    public async Task<bool> ReportAsync(AgentTask task, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.AgentTasks
            .Where(row => row.Id == task.Id && row.State != AgentTaskState.Answered)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.State, task.State)
                    .SetProperty(row => row.DueAt, task.DueAt)
                    .SetProperty(row => row.LeaseUntil, task.LeaseUntil)
                    .SetProperty(row => row.Result, task.Result)
                    .SetProperty(row => row.Failure, task.Failure)
                    .SetProperty(row => row.PartCount, task.PartCount)
                    .SetProperty(row => row.News, row => row.News + 1)
                    .SetProperty(row => row.UpdatedAt, task.UpdatedAt),
                cancellationToken) > 0;
    }

    /// <inheritdoc/>
    public async Task<bool> UpdateAsync(AgentTask task, string result, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.AgentTasks
            .Where(row => row.Id == task.Id && row.State == AgentTaskState.Answered && row.News == task.News)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.Result, result)
                    .SetProperty(row => row.Failure, (string?)null)
                    .SetProperty(row => row.News, row => row.News + 1)
                    .SetProperty(row => row.UpdatedAt, now),
                cancellationToken) > 0;
    }

    /// <inheritdoc/>
    public async Task AddPartAsync(AgentTaskPart part, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.AgentTaskParts.Add(part);
        await TrySaveAsync(context, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AgentTaskPart>> ReadPartsAsync(string taskId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.AgentTaskParts.AsNoTracking().Where(part => part.TaskId == taskId).OrderBy(part => part.Number).ToListAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string agent, string key, CancellationToken cancellationToken) =>
        RemoveAsync(tasks => tasks.Where(task => task.Agent == agent && task.Key == key), cancellationToken);

    /// <inheritdoc/>
    public Task PruneAsync(string agent, string prefix, DateTimeOffset unchangedSince, CancellationToken cancellationToken) => RemoveAsync(
        tasks => tasks.Where(task => task.Agent == agent
            && task.Key.StartsWith(prefix)
            && (task.State == AgentTaskState.Answered || task.Key.StartsWith("ask:"))
            && task.UpdatedAt < unchangedSince),
        cancellationToken);

    /// <inheritdoc/>
    public Task SeeAsync(AgentRow agent, CancellationToken cancellationToken) => Concurrency.RetryAsync(async () =>
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = context.Agents.Where(row => row.Name == agent.Name);
        var known = agent.Report.Length == 0
            ? await rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.LastSeenAt, agent.LastSeenAt), cancellationToken)
            : await rows.ExecuteUpdateAsync(
                set => set
                    .SetProperty(row => row.Version, agent.Version)
                    .SetProperty(row => row.Report, agent.Report)
                    .SetProperty(row => row.LastSeenAt, agent.LastSeenAt),
                cancellationToken);
        if (known == 0)
        {
            context.Agents.Add(agent with { Report = agent.Report.Length == 0 ? "{}" : agent.Report });
            await context.SaveChangesAsync(cancellationToken);
        }

        return known;
    });

    /// <inheritdoc/>
    public async Task<AgentRow?> FindAgentAsync(string name, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Agents.AsNoTracking().FirstOrDefaultAsync(row => row.Name == name, cancellationToken);
    }

    private async Task RemoveAsync(Func<IQueryable<AgentTask>, IQueryable<AgentTask>> which, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var tasks = which(context.AgentTasks);
        await context.AgentTaskParts.Where(part => tasks.Any(task => task.Id == part.TaskId)).ExecuteDeleteAsync(cancellationToken);
        await tasks.ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<bool> TrySaveAsync(WorkflowDbContext context, CancellationToken cancellationToken)
    {
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception) when (Concurrency.IsDuplicate(exception.InnerException))
        {
            return false;
        }
    }
}
