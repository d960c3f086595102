using System.Text.Json.Serialization;

namespace ClarityConnect.Workflows.Connectors.SagePro.Batches;

/// <summary>A line of a batch as it goes over the wire and into the staging table.</summary>
internal sealed record StagedLine
{
    private const JsonNumberHandling AsText = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString;

    /// <summary>From 1.</summary>
    public int No { get; init; }

    /// <summary>The general-ledger account, up to 24 characters.</summary>
    public string? Account { get; init; }

    /// <summary>The department, up to 10 characters.</summary>
    public string? Dept { get; init; }

    /// <summary>The amount on the debit side; null for none.</summary>
    [JsonNumberHandling(AsText)]
    public decimal? Debit { get; init; }

    /// <summary>The amount on the credit side; null for none.</summary>
    [JsonNumberHandling(AsText)]
    public decimal? Credit { get; init; }

    /// <summary>Up to 40 characters.</summary>
    public string? Memo { get; init; }

    /// <summary>The document, such as the invoice that is paid, or the customer's own number of an order; up to 20 characters.</summary>
    public string? Ref { get; init; }

    /// <summary>The customer, up to 6 characters.</summary>
    public string? Custno { get; init; }

    /// <summary>The item that is sold.</summary>
    public string? Item { get; init; }

    /// <summary>How many of it.</summary>
    [JsonNumberHandling(AsText)]
    public decimal? Qty { get; init; }

    /// <summary>The price of one.</summary>
    [JsonNumberHandling(AsText)]
    public decimal? Price { get; init; }
}
