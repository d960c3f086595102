namespace ClarityConnect.Workflows.Connectors.SagePro.Batches;

/// <summary>A customer to be made or changed, as it goes over the wire and into the staging table.</summary>
internal sealed record StagedCustomer
{
    /// <summary>The customer's number; null for a new one, which gets one.</summary>
    public string? Custno { get; init; }

    public string? Company { get; init; }

    public string? Contact { get; init; }

    public string? Address1 { get; init; }

    public string? Address2 { get; init; }

    public string? City { get; init; }

    public string? Addrstate { get; init; }

    public string? Zip { get; init; }

    public string? Country { get; init; }

    public string? Phone { get; init; }

    public string? Email { get; init; }
}
