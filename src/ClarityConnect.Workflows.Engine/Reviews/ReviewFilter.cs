namespace ClarityConnect.Workflows.Engine.Reviews;

/// <summary>Which review items to list. Null members do not filter.</summary>
public sealed record ReviewFilter
{
    /// <summary>Only items in this state.</summary>
    public ReviewState? State { get; init; }

    /// <summary>Only items of this kind.</summary>
    public string? Kind { get; init; }

    /// <summary>Only items whose key begins with this.</summary>
    public string? KeyPrefix { get; init; }

    /// <summary>Only items that this instance sent.</summary>
    public string? InstanceId { get; init; }

    /// <summary>Only ids before this one, for keyset paging.</summary>
    public string? Before { get; init; }

    /// <summary>How many to give. Default 50.</summary>
    public int Take { get; init; } = 50;
}
