using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Sdk.Connections;

namespace ClarityConnect.Workflows.Connectors.Shop;

/// <summary>A web shop or CRM that signs what it sends, and may be told how its orders fare.</summary>
[ConnectionType("shop", "Shop or CRM", Description = "A web shop or CRM of your own that sends orders and customers by signed webhook, and takes back how orders fare.")]
public sealed class ShopConnection : Connection<ShopClient>
{
    /// <summary>The secret that both sides sign with, "whsec_" and Base64 as Standard Webhooks has it.</summary>
    [ConnectionField("Signing secret", Description = "Both sides sign what they send with it (Standard Webhooks). It begins with whsec_; the shop shows it where its webhooks are set up.", IsRequired = true)]
    public Secret? SigningSecret { get; set; }

    /// <summary>Where status reports go; empty where the shop takes none.</summary>
    [ConnectionField("Address for status reports", Description = "Where the shop takes how an order fares, such as https://shop.example/api/order-status. Leave it empty where it takes nothing.")]
    public string StatusAddress { get; set; } = "";

    /// <summary>The token that status reports carry; null for none.</summary>
    [ConnectionField("Token for status reports", Description = "Sent as a bearer token with each report, where the shop asks for one besides the signature.")]
    public Secret? Token { get; set; }

    /// <inheritdoc/>
    public override ShopClient CreateClient(ConnectionContext context)
    {
        var signature = new StandardWebhook(VendorAddress.Required(SigningSecret?.Reveal(), "signing secret"));
        var address = string.IsNullOrWhiteSpace(StatusAddress) ? null : VendorAddress.Read(StatusAddress, "address for status reports", AllowPrivateAddresses);
        return new ShopClient(context.Http, signature, address, string.IsNullOrEmpty(Token?.Reveal()) ? null : Token, context.Time);
    }

    /// <inheritdoc/>
    public override async Task<ConnectionTest> TestAsync(ShopClient client, CancellationToken cancellationToken) =>
        new ConnectionTest(true, await client.PingAsync(cancellationToken));
}
