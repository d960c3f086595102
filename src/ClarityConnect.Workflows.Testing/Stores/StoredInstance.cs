using ClarityConnect.Workflows.Engine.Instances;

namespace ClarityConnect.Workflows.Testing.Stores;

internal sealed class StoredInstance
{
    public required InstanceRow Row { get; set; }

    public string? LeaseOwner { get; set; }

    public long Fence { get; set; }

    public int Claims { get; set; }

    public DateTimeOffset? RelayedAt { get; set; }

    public int BurstNumber { get; set; }

    public ReadOnlyMemory<byte>? Checkpoint { get; set; }

    /// <summary>The row as pages see it: whoever is leased is executing.</summary>
    public InstanceRow Shown => LeaseOwner is null ? Row : Row with { Status = InstanceStatus.Executing };
}
