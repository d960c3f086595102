namespace ClarityConnect.Workflows.Connectors.SagePro.Batches;

/// <summary>A batch as it goes over the wire between server and agent, and into the staging tables.</summary>
internal sealed record StagedBatch
{
    /// <summary>Our reference, unique among all batches; up to 40 characters.</summary>
    public string ExtRef { get; init; } = "";

    /// <summary>The company number; null for the connection's.</summary>
    public string? Company { get; init; }

    /// <summary>One of <see cref="BatchKind"/>.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The day in the books.</summary>
    public DateOnly DocDate { get; init; }

    /// <summary>The period, up to 6 characters; null for the one that the day is in.</summary>
    public string? Period { get; init; }

    /// <summary>Where it comes from, up to 12 characters.</summary>
    public string? Source { get; init; }

    /// <summary>What it is for, up to 40 characters.</summary>
    public string? Memo { get; init; }

    /// <summary>The customer, up to 6 characters.</summary>
    public string? Custno { get; init; }

    /// <summary>The currency; null for the company's own.</summary>
    public string? Currency { get; init; }

    /// <summary>The customer to be made or changed; null for other kinds.</summary>
    public StagedCustomer? Customer { get; init; }

    public IReadOnlyList<StagedLine> Lines { get; init; } = [];
}
