using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Opayo.Reporting;

/// <summary>A user of MyOpayo with reporting rights, for look-ups and settlements.</summary>
[ConnectionType("opayo-reporting", "Opayo reporting (look-ups and settlements)", Description = "Reads transactions and settlement batches. The user is one of MyOpayo with reporting rights, not the key of the payments; this server's address has to be on Opayo's list.")]
public sealed class OpayoReportingConnection : Connection<OpayoReportingClient>
{
    /// <summary>The API. Default is live; the sandbox is at sandbox.opayo.eu.elavon.com.</summary>
    [ConnectionField("Address of the API", Description = "Live is filled in. For tests put sandbox.opayo.eu.elavon.com in place of live.opayo.eu.elavon.com.", IsRequired = true)]
    public string Endpoint { get; set; } = "https://live.opayo.eu.elavon.com/access/access.htm";

    /// <summary>The merchant's name at Opayo.</summary>
    [ConnectionField("Vendor name", Description = "The name that Opayo gave the merchant account.", IsRequired = true)]
    public string VendorName { get; set; } = "";

    /// <summary>The user.</summary>
    [ConnectionField("User name", Description = "A user of MyOpayo with the right to see reports. Make one for this purpose alone: too many wrong passwords lock it.", IsRequired = true)]
    public string UserName { get; set; } = "";

    /// <summary>The user's password.</summary>
    [ConnectionField("Password", Description = "The user's password. It is not sent: requests are signed with it.", IsRequired = true)]
    public Secret? Password { get; set; }

    /// <summary>How many calls run at once at most. Opayo publishes no limit and answers 2213 to too many. Default 2.</summary>
    [ConnectionField("Calls at once", Description = "From 1 to 20, for all servers together. Opayo publishes no limit; lower it when the account is held back.")]
    public int CallsAtOnce { get; set; } = 2;

    /// <inheritdoc/>
    public override OpayoReportingClient CreateClient(ConnectionContext context)
    {
        if (CallsAtOnce is < 1 or > 20)
            throw new ActivityException(FailureKind.Misconfigured, $"{CallsAtOnce} calls at once is not possible. Give a number from 1 to 20.");
        VendorAddress.Required(Password?.Reveal(), "password");
        return new OpayoReportingClient(
            context.Http,
            VendorAddress.Read(Endpoint, "address", AllowPrivateAddresses),
            VendorAddress.Required(VendorName, "vendor name"),
            VendorAddress.Required(UserName, "user name"),
            Password!,
            CallLimits.AtOnce(CallsAtOnce, context),
            context.Time);
    }

    /// <inheritdoc/>
    public override async Task<ConnectionTest> TestAsync(OpayoReportingClient client, CancellationToken cancellationToken)
    {
        await client.GetVersionAsync(cancellationToken);
        return new ConnectionTest(true, $"Opayo accepts user {UserName} of vendor {VendorName} for reports.");
    }
}
