using System.Text.Json.Nodes;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Payments;

/// <summary>A payment that was made elsewhere and is to be recorded.</summary>
/// <param name="RecordId">The order or ticket.</param>
/// <param name="Reference">Our reference, by which it is found again.</param>
/// <param name="Amount">The amount; below zero for money that went back.</param>
/// <param name="PaymentTypeId">The payment type of the account.</param>
internal sealed record PaymentPlan(string RecordId, string Reference, decimal Amount, string PaymentTypeId)
{
    /// <summary>Whether it is for a ticket, not for an order.</summary>
    public bool IsForTicket { get; init; }

    /// <summary>The processor's id of the transaction.</summary>
    public string? TransactionId { get; init; }

    /// <summary>The processor's name.</summary>
    public string? Processor { get; init; }

    /// <summary>When the money moved; null for now.</summary>
    public DateTimeOffset? PaidAt { get; init; }

    public string Path => $"sales/{(IsForTicket ? "tickets" : "orders")}/{Uri.EscapeDataString(RecordId)}";

    public JsonObject Body(RetailNames names)
    {
        var custom = new JsonObject { [names.Reference] = Reference };
        if (!string.IsNullOrEmpty(TransactionId))
            custom[names.Transaction] = TransactionId;
        return new JsonObject { ["type"] = IsForTicket ? "Payments::ExternalPayment" : "CustomPayment", ["deposit"] = !IsForTicket }
            .With("amount", Amount)
            .WithId("payment_type_id", PaymentTypeId)
            .With("description", string.Join(' ', new[] { Processor, TransactionId }.Where(part => !string.IsNullOrWhiteSpace(part))))
            .With("completed_at", PaidAt)
            .WithCustomObject(custom);
    }
}
