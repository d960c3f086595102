using System.ComponentModel.DataAnnotations;

namespace ClarityConnect.Workflows.Engine.Queue;

/// <summary>How this node works on the queue.</summary>
public sealed class WorkerOptions
{
    /// <summary>How many bursts may be under way at once. Most of their time they wait for other systems.</summary>
    /// <value>Default 64.</value>
    [Range(1, 10_000)]
    public int MaxConcurrentBursts { get; set; } = 64;

    /// <summary>The longest time between two looks at the queue, where nothing wakes the worker earlier.</summary>
    /// <value>Default one second.</value>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a node lives without renewing its lease; after a crash its instances go on elsewhere within this time.</summary>
    /// <value>Default four seconds.</value>
    public TimeSpan NodeLease { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>
    /// How often an instance may be claimed without a commit before it is held to be what kills its workers. Whoever is at work when a server dies is
    /// counted too, so the number must be above the kills that a server may suffer within one burst.
    /// </summary>
    /// <value>Default 20.</value>
    [Range(2, 1000)]
    public int MaxClaims { get; set; } = 20;

    /// <summary>Whether no other server can work on this database, as with the embedded one: leases left by an earlier run are freed at once.</summary>
    /// <value>Default false.</value>
    public bool IsAlone { get; set; }
}
