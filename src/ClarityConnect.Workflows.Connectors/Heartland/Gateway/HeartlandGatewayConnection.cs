using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Sdk.Connections;

namespace ClarityConnect.Workflows.Connectors.Heartland.Gateway;

/// <summary>A merchant at Heartland's card gateway, Portico.</summary>
[ConnectionType("heartland-gateway", "Heartland card gateway (Portico)", Description = "Card batches and transactions. The secret key begins with skapi_; developer id and version number come with Heartland's certification.")]
public sealed class HeartlandGatewayConnection : Connection<HeartlandGatewayClient>
{
    /// <summary>The gateway's service. Default is production; certification is on cert.api2.heartlandportico.com.</summary>
    [ConnectionField("Gateway address", Description = "Production is filled in. For a certification account put cert.api2.heartlandportico.com in place of api2.heartlandportico.com.", IsRequired = true)]
    public string Endpoint { get; set; } = "https://api2.heartlandportico.com/Hps.Exchange.PosGateway/PosGatewayService.asmx";

    /// <summary>The secret API key.</summary>
    [ConnectionField("Secret API key", Description = "Begins with skapi_. Heartland gives it out with the merchant’s account, beside the public key (pkapi_), which does not work here.", IsRequired = true)]
    public Secret? SecretApiKey { get; set; }

    /// <summary>The developer id of the certification.</summary>
    [ConnectionField("Developer ID", Description = "Six digits that come with Heartland’s certification. Leave the zeros as long as you have none.", IsRequired = true)]
    public string DeveloperId { get; set; } = "000000";

    /// <summary>The version number of the certification.</summary>
    [ConnectionField("Version number", Description = "Four digits that come with the certification too. Leave the zeros as long as you have none.", IsRequired = true)]
    public string VersionNumber { get; set; } = "0000";

    /// <summary>The merchant's currency, ISO 4217. Portico reports without one. Default "USD".</summary>
    [ConnectionField("Currency", Description = "The merchant’s currency in three letters, such as USD. Reports come without one.", IsRequired = true)]
    public string Currency { get; set; } = "USD";

    /// <inheritdoc/>
    public override HeartlandGatewayClient CreateClient(ConnectionContext context)
    {
        VendorAddress.Required(SecretApiKey?.Reveal(), "secret API key");
        return new HeartlandGatewayClient(
            context.Http,
            VendorAddress.Read(Endpoint, "endpoint", AllowPrivateAddresses),
            new PorticoIdentity(SecretApiKey!, VendorAddress.Required(DeveloperId, "developer id"), VendorAddress.Required(VersionNumber, "version number")),
            VendorAddress.Required(Currency, "currency").ToUpperInvariant(),
            context.Time);
    }

    /// <inheritdoc/>
    public override async Task<ConnectionTest> TestAsync(HeartlandGatewayClient client, CancellationToken cancellationToken)
    {
        var batches = await client.ListRecentBatchesAsync(TimeSpan.FromDays(1), cancellationToken);
        return new ConnectionTest(true, $"Portico accepts the key; it knows {batches.Count} batches of the last day.");
    }
}
