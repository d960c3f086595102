using ClarityConnect.Workflows.Sdk.Connections;

namespace Acme.Samples;

/// <summary>An account at the shop.</summary>
[ConnectionType("acme.samples.shop", "Acme Shop")]
public sealed class ShopConnection : Connection<ShopClient>
{
    /// <summary>Where the shop is.</summary>
    [ConnectionField("Address", IsRequired = true)]
    public Uri? Address { get; set; }

    /// <summary>The key of the account.</summary>
    [ConnectionField("API key", IsRequired = true)]
    public Secret? ApiKey { get; set; }

    /// <inheritdoc/>
    public override ShopClient CreateClient(ConnectionContext context) => new(context, Address!, ApiKey!);

    /// <inheritdoc/>
    public override async Task<ConnectionTest> TestAsync(ShopClient client, CancellationToken cancellationToken)
    {
        await client.ListOrdersAsync(DateTimeOffset.UnixEpoch, cancellationToken);
        return new ConnectionTest(true, "The shop takes the key.");
    }
}
