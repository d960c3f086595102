using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.GpApi;

/// <summary>A merchant at GP API, the unified gateway of Heartland's parent company Global Payments.</summary>
[ConnectionType("heartland-gp", "Heartland unified gateway (GP API)", Description = "Card transactions and settlement deposits at Global Payments. App id and app key are in the developer portal.")]
public sealed class HeartlandGpConnection : Connection<HeartlandGpClient>
{
    /// <summary>The API. Default is production.</summary>
    [ConnectionField("Address of the API", Description = "Production is filled in. For a sandbox put apis.sandbox.globalpay.com in place of apis.globalpay.com.", IsRequired = true)]
    public string BaseAddress { get; set; } = "https://apis.globalpay.com/ucp";

    /// <summary>The app's id.</summary>
    [ConnectionField("App ID", Description = "From the developer portal, under your app.", IsRequired = true)]
    public string AppId { get; set; } = "";

    /// <summary>The app's key. It signs the sign-in and the calls that the gateway makes.</summary>
    [ConnectionField("App key", Description = "From the developer portal, shown with the app ID. It also proves that calls to your triggers come from the gateway.", IsRequired = true)]
    public Secret? AppKey { get; set; }

    /// <summary>The version of the API. Default "2021-03-22".</summary>
    [ConnectionField("Version of the API", Description = "Leave it as it is: answers are read in this version.")]
    public string ApiVersion { get; set; } = "2021-03-22";

    /// <summary>How many calls are made in a second at most. Default 10.</summary>
    [ConnectionField("Calls per second", Description = "From 1 to 100, for all servers together. Lower it when the account is held back.")]
    public int CallsPerSecond { get; set; } = 10;

    /// <inheritdoc/>
    public override HeartlandGpClient CreateClient(ConnectionContext context)
    {
        if (CallsPerSecond is < 1 or > 100)
            throw new ActivityException(FailureKind.Misconfigured, $"{CallsPerSecond} calls per second is not possible. Give a number from 1 to 100.");
        VendorAddress.Required(AppKey?.Reveal(), "app key");
        var address = VendorAddress.Read(BaseAddress, "base address", AllowPrivateAddresses);
        return new HeartlandGpClient(
            context.Http, new Uri(address.AbsoluteUri.TrimEnd('/') + "/"), VendorAddress.Required(AppId, "app ID"), AppKey!,
            VendorAddress.Required(ApiVersion, "version of the API"), CallLimits.BySecond(1, CallsPerSecond, context), context.Time);
    }

    /// <inheritdoc/>
    public override async Task<ConnectionTest> TestAsync(HeartlandGpClient client, CancellationToken cancellationToken) =>
        new ConnectionTest(true, await client.DescribeAsync(cancellationToken));
}
