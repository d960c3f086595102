using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Connectors.Intacct.Gateway;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct;

/// <summary>A company at Sage Intacct, reached through its XML gateway.</summary>
[ConnectionType("intacct", "Sage Intacct", Description = "The general ledger. The sender is our Web Services subscription and has to be authorised inside the company; the user is a Web Services user of the company.")]
public sealed class IntacctConnection : Connection<IntacctClient>
{
    /// <summary>The gateway. Default is Intacct's.</summary>
    [ConnectionField("Gateway address", Description = "Where Intacct takes calls. Leave it as it is, unless you work with the simulator.", IsRequired = true)]
    public string Endpoint { get; set; } = "https://api.intacct.com/ia/xml/xmlgw.phtml";

    /// <summary>The sender id of the Web Services subscription.</summary>
    [ConnectionField("Sender ID", Description = "The Web Services sender of your Sage developer licence. An administrator of the company authorises it in Intacct under Company > Setup > Company > Security > Web Services authorizations.", IsRequired = true)]
    public string SenderId { get; set; } = "";

    /// <summary>The sender's password.</summary>
    [ConnectionField("Sender password", Description = "Came with the sender ID from Sage; it is not the password of a user.", IsRequired = true)]
    public Secret? SenderPassword { get; set; }

    /// <summary>The company.</summary>
    [ConnectionField("Company ID", Description = "What people type as company at the Intacct sign-in; also in Intacct under Company > Setup > Company > General information.", IsRequired = true)]
    public string CompanyId { get; set; } = "";

    /// <summary>The Web Services user of the company.</summary>
    [ConnectionField("User ID", Description = "A Web Services user, made in Intacct under Company > Admin > Web Services users. Give it a role that may do only what the workflows do.", IsRequired = true)]
    public string UserId { get; set; } = "";

    /// <summary>The user's password.</summary>
    [ConnectionField("User password", Description = "Sent to the e-mail address of the Web Services user when the user was made; it can be reset on the same page.", IsRequired = true)]
    public Secret? UserPassword { get; set; }

    /// <summary>The entity to work in; empty for the top level. Every line of a journal is then forced into the entity.</summary>
    [ConnectionField("Entity ID", Description = "Only for companies with several entities: the ID of the one to work in, as in Intacct under Company > Entities. Every journal line then goes to it. Empty for the top level.")]
    public string? EntityId { get; set; }

    /// <summary>
    /// How many calls run at once at most. Intacct counts all applications of a company together: 6 to 20 by performance tier, and 2 in
    /// older material. Default 2.
    /// </summary>
    [ConnectionField("Calls at once", Description = "From 1 to 50. Intacct counts all programs of the company together: 6 to 20 by performance tier, and 2 in older agreements.")]
    public int MaxConcurrency { get; set; } = 2;

    /// <summary>
    /// Whether Intacct may name any host for the session. Default false: only https and hosts that end in ".intacct.com", so that a forged
    /// answer cannot send the company's data elsewhere. For simulators.
    /// </summary>
    [ConnectionField("Simulator: follow any session address", Description = "Lets the other side name any host for the session. Leave it off for the real Intacct: off, data goes only to hosts at intacct.com.")]
    public bool AllowAnyEndpointHost { get; set; }

    /// <inheritdoc/>
    public override IntacctClient CreateClient(ConnectionContext context)
    {
        if (MaxConcurrency is < 1 or > 50)
            throw new ActivityException(FailureKind.Misconfigured, $"{MaxConcurrency} calls at once is not possible. Give a number from 1 to 50.");
        var endpoint = VendorAddress.Read(Endpoint, "endpoint", AllowPrivateAddresses);
        if (!AllowAnyEndpointHost && !IntacctEndpoint.IsTrusted(endpoint))
        {
            throw new ActivityException(
                FailureKind.Misconfigured,
                $"The connection's endpoint '{Endpoint}' is not at Intacct. Use {new IntacctConnection().Endpoint}, or allow any endpoint host for the simulator.");
        }

        VendorAddress.Required(SenderPassword?.Reveal(), "sender password");
        VendorAddress.Required(UserPassword?.Reveal(), "user password");
        var login = new IntacctLogin(
            VendorAddress.Required(SenderId, "sender id"),
            SenderPassword!,
            VendorAddress.Required(CompanyId, "company id"),
            VendorAddress.Required(UserId, "user id"),
            UserPassword!,
            string.IsNullOrWhiteSpace(EntityId) ? null : EntityId.Trim());
        return new IntacctClient(new IntacctTransport(context.Http, context.Time), login, endpoint, AllowAnyEndpointHost, MaxConcurrency, context.Time);
    }

    /// <inheritdoc/>
    public override async Task<ConnectionTest> TestAsync(IntacctClient client, CancellationToken cancellationToken)
    {
        try
        {
            var location = await client.SignInAsync(cancellationToken);
            return new ConnectionTest(true, $"Intacct accepts {UserId} of {CompanyId}{(location is null ? " at the top level" : $" in entity {location}")}.");
        }
        catch (ActivityException exception)
        {
            return new ConnectionTest(false, exception.Message);
        }
    }
}
