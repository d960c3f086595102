namespace ClarityConnect.Workflows.Connectors.Heartland.Retail;

/// <summary>The names of fields that an account chooses itself or that Heartland does not document, as the connection gives them.</summary>
internal sealed record RetailNames
{
    public static readonly RetailNames Default = new();

    /// <summary>The custom field that holds our reference, by which a record is found again.</summary>
    public string Reference { get; init; } = "external_key";

    /// <summary>The custom field that holds the mark of our own writes; null for none.</summary>
    public string? Mark { get; init; } = "clarity_mark";

    /// <summary>The custom field that holds a payment processor's id of a transaction.</summary>
    public string Transaction { get; init; } = "transaction_id";

    /// <summary>The field that customers are searched by telephone with.</summary>
    public string Phone { get; init; } = "addresses.phone";

    /// <summary>The field of a stock adjustment that holds our reference.</summary>
    public string StockNote { get; init; } = "description";
}
