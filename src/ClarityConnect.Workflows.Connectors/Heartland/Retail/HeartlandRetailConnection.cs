using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail;

/// <summary>An account at Heartland Retail, the point-of-sale system.</summary>
[ConnectionType("heartland-retail", "Heartland Retail", Description = "Point of sale: tickets, shops and tills. The token is made in My Account and shown once; it sees only what its user may see.")]
public sealed class HeartlandRetailConnection : Connection<HeartlandRetailClient>
{
    /// <summary>The account's API, such as "https://acme.retail.heartland.us/api/".</summary>
    [ConnectionField("Address of the API", Description = "The address at which you sign in, with /api/ at the end, such as https://acme.retail.heartland.us/api/.", IsRequired = true)]
    public string BaseAddress { get; set; } = "";

    /// <summary>The API token.</summary>
    [ConnectionField("API token", Description = "Made in Heartland Retail under My Account and shown once. It sees only what its user may see.", IsRequired = true)]
    public Secret? Token { get; set; }

    /// <summary>How many calls are made in a second at most. Heartland publishes no number; default 4.</summary>
    [ConnectionField("Calls per second", Description = "From 1 to 100. Heartland publishes no limit; lower it when the account is held back.")]
    public int CallsPerSecond { get; set; } = 4;

    /// <summary>The account's currency, ISO 4217. Retail answers without one. Default "USD".</summary>
    [ConnectionField("Currency", Description = "The account’s currency in three letters, such as USD. Amounts come without one.", IsRequired = true)]
    public string Currency { get; set; } = "USD";

    /// <inheritdoc/>
    public override HeartlandRetailClient CreateClient(ConnectionContext context)
    {
        if (CallsPerSecond is < 1 or > 100)
            throw new ActivityException(FailureKind.Misconfigured, $"{CallsPerSecond} calls per second is not possible. Give a number from 1 to 100.");
        var address = VendorAddress.Read(BaseAddress, "base address", AllowPrivateAddresses);
        VendorAddress.Required(Token?.Reveal(), "token");
        return new HeartlandRetailClient(
            context.Http,
            new Uri(address.AbsoluteUri.TrimEnd('/') + "/"),
            Token!,
            VendorAddress.Required(Currency, "currency").ToUpperInvariant(),
            new RateGate(CallsPerSecond, context.Time),
            context.Time);
    }

    /// <inheritdoc/>
    public override async Task<ConnectionTest> TestAsync(HeartlandRetailClient client, CancellationToken cancellationToken)
    {
        try
        {
            var user = await client.GetUserNameAsync(cancellationToken);
            return new ConnectionTest(true, $"Heartland Retail accepts the token of {user}.");
        }
        catch (ActivityException exception)
        {
            return new ConnectionTest(false, exception.Message);
        }
    }
}
