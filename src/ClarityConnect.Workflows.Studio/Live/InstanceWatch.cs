using System.Collections.Concurrent;
using ClarityConnect.Workflows.Engine.Execution;
using ClarityConnect.Workflows.Engine.Instances;
using ClarityConnect.Workflows.Studio.Instances;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ClarityConnect.Workflows.Studio.Live;

/// <summary>
/// Tells viewers of the instances they look at. Bursts of this node are told as they are committed; what other nodes commit, and what is committed
/// in the midst of a burst, is found by looking at the observed instances once a second, which costs nothing for those that nobody observes.
/// </summary>
internal sealed class InstanceWatch(
    InstanceEvents events,
    IInstanceReader reader,
    IHubContext<WorkflowInstanceHub> viewers,
    TimeProvider time,
    ILogger<InstanceWatch> logger) : BackgroundService
{
    /// <summary>How many instances one connection may observe.</summary>
    public const int MostPerConnection = 20;

    private static readonly TimeSpan _look = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<string, ObservedInstance> observed = new(StringComparer.Ordinal);

    /// <summary>Begins to tell a connection of an instance, first of how it is now: it may have gone on since the viewer read it.</summary>
    /// <returns>Whether it does; false where the connection observes too many instances already.</returns>
    public bool Observe(string instanceId, string connection)
    {
        ObservedInstance instance;
        lock (gate)
        {
            if (observed.Values.Count(other => other.Connections.Contains(connection)) >= MostPerConnection)
                return false;
            instance = observed.GetOrAdd(instanceId, _ => new ObservedInstance(it => TellAsync(instanceId, it), time));
            instance.Connections.Add(connection);
        }

        instance.Signal();
        return true;
    }

    /// <summary>Forgets a connection that has gone.</summary>
    public void Leave(string connection)
    {
        lock (gate)
        {
            foreach (var (id, instance) in observed)
            {
                if (instance.Connections.Remove(connection) && instance.Connections.Count == 0)
                    observed.TryRemove(id, out _);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        events.Committed += Hear;
        try
        {
            using var clock = new PeriodicTimer(_look, time);
            while (await clock.WaitForNextTickAsync(stoppingToken))
            {
                if (!observed.IsEmpty)
                    await LookAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        finally
        {
            events.Committed -= Hear;
        }
    }

    private void Hear(string instanceId, InstanceStatus status)
    {
        if (observed.TryGetValue(instanceId, out var instance))
            instance.Signal();
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var instances = observed.ToArray();
            var changes = await ChangesAsync([.. instances.Select(instance => instance.Key)], cancellationToken);
            foreach (var (id, instance) in instances)
            {
                if (changes.TryGetValue(id, out var changed) ? changed != instance.ToldOf : instance.ToldOf is not null)
                    instance.Signal();
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logs.ObservedUnread(logger, exception);
        }
    }

    private async Task TellAsync(string instanceId, ObservedInstance instance)
    {
        try
        {
            // Read before the rest: what is committed in between is then told once more rather than never.
            var changes = await ChangesAsync([instanceId], CancellationToken.None);
            var executions = await reader.ListExecutionsAsync(instanceId, null, CancellationToken.None);
            var group = viewers.Clients.Group(instanceId);
            var stats = executions.GroupBy(execution => execution.NodeId, StringComparer.Ordinal).Select(node => ExecutionRecord.Statistics(node.Key, [.. node]));
            await group.SendAsync("ActivityExecutionLogUpdatedAsync", new { stats });
            await group.SendAsync("WorkflowExecutionLogUpdatedAsync", new { });
            await group.SendAsync("WorkflowInstanceUpdatedAsync", new { workflowInstanceId = instanceId });
            instance.ToldOf = changes.TryGetValue(instanceId, out var changed) ? changed : null;
        }
        catch (Exception exception)
        {
            // The next look finds that the observers do not know, and tells them.
            Logs.ViewersUntold(logger, exception, instanceId);
        }
    }

    private async Task<Dictionary<string, DateTimeOffset>> ChangesAsync(string[] ids, CancellationToken cancellationToken)
    {
        var (rows, _) = await reader.ListAsync(new InstanceFilter { Ids = ids, OrderBy = "Id", Take = ids.Length }, cancellationToken);
        return rows.ToDictionary(row => row.Id, row => row.UpdatedAt, StringComparer.Ordinal);
    }
}
