using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Opayo.Pi;

/// <summary>A merchant at Opayo's Pi, through which payments are taken.</summary>
[ConnectionType("opayo-pi", "Opayo Pi (payments)", Description = "Takes payments, refunds and releases. Key and password are made in MyOpayo under Settings, API credentials.")]
public sealed class OpayoPiConnection : Connection<OpayoPiClient>
{
    /// <summary>The API. Default is live; the sandbox is at sandbox.opayo.eu.elavon.com.</summary>
    [ConnectionField("Address of the API", Description = "Live is filled in. For tests put sandbox.opayo.eu.elavon.com in place of live.opayo.eu.elavon.com.", IsRequired = true)]
    public string BaseAddress { get; set; } = "https://live.opayo.eu.elavon.com/api/v1";

    /// <summary>The merchant's name at Opayo.</summary>
    [ConnectionField("Vendor name", Description = "The name that Opayo gave the merchant account, at most 15 characters.", IsRequired = true)]
    public string VendorName { get; set; } = "";

    /// <summary>The integration key.</summary>
    [ConnectionField("Integration key", Description = "In MyOpayo under Settings, API credentials.", IsRequired = true)]
    public string IntegrationKey { get; set; } = "";

    /// <summary>The integration password.</summary>
    [ConnectionField("Integration password", Description = "Made together with the integration key and shown once.", IsRequired = true)]
    public Secret? IntegrationPassword { get; set; }

    /// <summary>How many calls run at once at most. Opayo publishes no limit. Default 4.</summary>
    [ConnectionField("Calls at once", Description = "From 1 to 50, for all servers together. Opayo publishes no limit; lower it when the account is held back.")]
    public int CallsAtOnce { get; set; } = 4;

    /// <inheritdoc/>
    public override OpayoPiClient CreateClient(ConnectionContext context)
    {
        if (CallsAtOnce is < 1 or > 50)
            throw new ActivityException(FailureKind.Misconfigured, $"{CallsAtOnce} calls at once is not possible. Give a number from 1 to 50.");
        var address = VendorAddress.Read(BaseAddress, "address", AllowPrivateAddresses);
        VendorAddress.Required(IntegrationPassword?.Reveal(), "integration password");
        return new OpayoPiClient(
            context.Http,
            new Uri(address.AbsoluteUri.TrimEnd('/') + "/"),
            VendorAddress.Required(VendorName, "vendor name"),
            VendorAddress.Required(IntegrationKey, "integration key"),
            IntegrationPassword!,
            CallLimits.AtOnce(CallsAtOnce, context),
            context.Time);
    }

    /// <inheritdoc/>
    public override async Task<ConnectionTest> TestAsync(OpayoPiClient client, CancellationToken cancellationToken)
    {
        await client.CreateMerchantSessionAsync(cancellationToken);
        return new ConnectionTest(true, $"Opayo accepts the integration key for vendor {client.VendorName}; it may take payments.");
    }
}
