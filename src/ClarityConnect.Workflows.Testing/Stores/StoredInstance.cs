using ClarityConnect.Workflows.Engine.Instances;

namespace ClarityConnect.Workflows.Testing.Stores;

internal sealed class StoredInstance
{
    public required InstanceRow Row { get; set; }

    public string? LeaseOwner { get; set; }

    /// <summary>What only one running instance may have.</summary>
    public string? ActivationKey { get; set; }

    /// <summary>Until when its definition says that it is kept; null for the server's own rule.</summary>
    public DateTimeOffset? KeptUntil { get; set; }

    public long Fence { get; set; }

    public int Claims { get; set; }

    public DateTimeOffset? RelayedAt { get; set; }

    public int BurstNumber { get; set; }

    public ReadOnlyMemory<byte>? Checkpoint { get; set; }

    /// <summary>The row as pages see it: whoever is leased is executing.</summary>
    public InstanceRow Shown => LeaseOwner is null ? Row : Row with { Status = InstanceStatus.Executing };
}
