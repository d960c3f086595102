namespace ClarityConnect.Workflows.Engine.Reconciliations;

/// <summary>Which reconciliations to list. Null members do not filter.</summary>
public sealed record ReconciliationFilter
{
    /// <summary>Only this pair.</summary>
    public string? Pair { get; init; }

    /// <summary>Only those in this state.</summary>
    public ReconciliationState? State { get; init; }

    /// <summary>Only this day and later ones.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Only this day and earlier ones.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>How many to leave out. Default 0.</summary>
    public int Skip { get; init; }

    /// <summary>How many to give. Default 50.</summary>
    public int Take { get; init; } = 50;
}
