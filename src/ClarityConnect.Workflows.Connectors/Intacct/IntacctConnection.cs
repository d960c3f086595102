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
    public string Endpoint { get; set; } = "https://api.intacct.com/ia/xml/xmlgw.phtml";

    /// <summary>The sender id of the Web Services subscription.</summary>
    public string SenderId { get; set; } = "";

    /// <summary>The sender's password.</summary>
    public Secret? SenderPassword { get; set; }

    /// <summary>The company.</summary>
    public string CompanyId { get; set; } = "";

    /// <summary>The Web Services user of the company.</summary>
    public string UserId { get; set; } = "";

    /// <summary>The user's password.</summary>
    public Secret? UserPassword { get; set; }

    /// <summary>The entity to work in; empty for the top level. Every line of a journal is then forced into the entity.</summary>
    public string? EntityId { get; set; }

    /// <summary>
    /// How many calls run at once at most. Intacct counts all applications of a company together: 6 to 20 by performance tier, and 2 in
    /// older material. Default 2.
    /// </summary>
    public int MaxConcurrency { get; set; } = 2;

    /// <summary>
    /// Whether Intacct may name any host for the session. Default false: only https and hosts that end in ".intacct.com", so that a forged
    /// answer cannot send the company's data elsewhere. For test twins.
    /// </summary>
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
                $"The connection's endpoint '{Endpoint}' is not at Intacct. Use {new IntacctConnection().Endpoint}, or allow any endpoint host for a test twin.");
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
