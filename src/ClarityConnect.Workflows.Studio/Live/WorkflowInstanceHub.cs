using ClarityConnect.Workflows.Studio.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;

namespace ClarityConnect.Workflows.Studio.Live;

/// <summary>Where an open viewer says which instance it shows, and hears when there is something new to read of it.</summary>
[Authorize(Policy = AccessPolicy.Viewer)]
internal sealed class WorkflowInstanceHub(InstanceWatch watch) : Hub
{
    /// <summary>Where the hub is; the designer derives it from the address of the API.</summary>
    public const string Path = "/elsa/hubs/workflow-instance";

    /// <summary>The largest message that a client may send, in bytes: an id and its envelope.</summary>
    public const long LargestMessage = 4 * 1024;

    private const int LongestId = 64;

    /// <summary>Begins to tell the caller of an instance. Whoever may read instances may observe each of them.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <exception cref="HubException">The id is none, or the connection observes too many instances.</exception>
    [Authorize(Policy = AccessPolicy.Viewer)]
    public async Task ObserveInstanceAsync(string instanceId)
    {
        if (string.IsNullOrWhiteSpace(instanceId) || instanceId.Length > LongestId)
            throw new HubException("This is not the id of an instance. Give the id as the list of instances shows it.");
        await Groups.AddToGroupAsync(Context.ConnectionId, instanceId, Context.ConnectionAborted);
        if (!watch.Observe(instanceId, Context.ConnectionId))
            throw new HubException($"One connection observes at most {InstanceWatch.MostPerConnection} instances. Open another connection.");
    }

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        watch.Leave(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }
}
