using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Server.Demo;

/// <summary>One batch of the report, as the workflow's output has it.</summary>
internal sealed record DemoRow
{
    public required string Store { get; init; }

    public required string BatchId { get; init; }

    public int Tickets { get; init; }

    public decimal Gross { get; init; }

    public decimal Discounts { get; init; }

    public decimal Refunds { get; init; }

    public decimal Tax { get; init; }

    public decimal Tips { get; init; }

    public required Dictionary<string, decimal> Tenders { get; init; }

    public decimal Fees { get; init; }

    public decimal Net { get; init; }

    public JsonElement SalesJournal { get; init; }

    public JsonElement SettlementJournal { get; init; }

    public decimal Debits { get; init; }

    public decimal Credits { get; init; }

    public bool Balanced { get; init; }

    /// <summary>How many attempts of steps failed and were made again.</summary>
    public int Retries { get; init; }

    /// <summary>How many dead letters the batch went through.</summary>
    public int DeadLetters { get; init; }

    public string Journals => $"{ValueConversion.ToText(SalesJournal)}, {ValueConversion.ToText(SettlementJournal)}";
}
