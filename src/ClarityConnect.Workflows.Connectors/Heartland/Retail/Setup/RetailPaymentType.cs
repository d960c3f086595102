using System.Text.Json;
using ClarityConnect.Workflows.Connectors.Heartland.Retail.Tickets;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail.Setup;

/// <summary>A way to pay that a Heartland Retail account is set up with; each is mapped to a clearing account.</summary>
public sealed record RetailPaymentType
{
    /// <summary>The id that payments carry.</summary>
    public required string PaymentTypeId { get; init; }

    /// <summary>The name on the till.</summary>
    public string Name { get; init; } = "";

    /// <summary>How it is paid, as in <see cref="Sdk.Canonical.Payment.Method"/>.</summary>
    public string Method { get; init; } = "";

    /// <summary>The card type that the name mentions; null for none.</summary>
    public string? CardType { get; init; }

    /// <summary>Whether it is in use.</summary>
    public bool IsActive { get; init; }

    internal static RetailPaymentType From(JsonElement type)
    {
        var name = RetailJson.Text(type, "name") ?? RetailJson.Text(type, "description") ?? "";
        return new RetailPaymentType
        {
            PaymentTypeId = RetailJson.Text(type, "id") ?? "",
            Name = name,
            Method = TicketMapping.MethodOf(RetailJson.Text(type, "type") ?? RetailJson.Text(type, "payment_type") ?? name),
            CardType = CardTypes.Recognize(name),
            IsActive = RetailJson.Flag(type, "active?") ?? true,
        };
    }
}
