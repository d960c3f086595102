using ClarityConnect.Workflows.Sdk.Canonical;
using ClarityConnect.Workflows.Sdk.Triggers;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Changes;

/// <summary>What a ticket says that happened. One sale is one event however often it is edited or told, and whichever way it is found.</summary>
internal static class SaleEvents
{
    /// <summary>Whether money went back: a return, or an exchange for something cheaper.</summary>
    public static bool IsRefund(Sale sale) => sale.IsReturn || sale.Total < 0;

    /// <summary>A sale that was paid and closed; null for anything else.</summary>
    public static TriggerEvent? Completed(Sale sale) => sale is { IsComplete: true, IsVoided: false } && !IsRefund(sale)
        ? new TriggerEvent($"sale:{sale.SaleId}", sale, sale.SaleId)
        : null;

    /// <summary>A refund that was given; null for anything else.</summary>
    public static TriggerEvent? Refunded(Sale sale) => sale is { IsComplete: true, IsVoided: false } && IsRefund(sale)
        ? new TriggerEvent($"refund:{sale.SaleId}", sale, sale.SaleId)
        : null;

    /// <summary>A sale that was cancelled after the fact; null for anything else.</summary>
    public static TriggerEvent? Voided(Sale sale) => sale.IsVoided ? new TriggerEvent($"void:{sale.SaleId}", sale, sale.SaleId) : null;
}
