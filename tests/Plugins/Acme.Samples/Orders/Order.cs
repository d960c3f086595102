namespace Acme.Samples.Orders;

/// <summary>An order of the shop.</summary>
public sealed record Order
{
    /// <summary>The order's number at the shop.</summary>
    public required string Number { get; init; }

    /// <summary>When it was placed, or changed last.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>What was ordered.</summary>
    public IReadOnlyList<OrderedItem> Items { get; init; } = [];
}
