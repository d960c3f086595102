using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Connectors.Intacct.Gateway;
using ClarityConnect.Workflows.Connectors.Intacct.Queries;
using ClarityConnect.Workflows.Connectors.Intacct.Rest;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Intacct;

/// <summary>A company at Sage Intacct, reached through its XML gateway or through its REST API.</summary>
[ConnectionType("intacct", "Sage Intacct", Description = "General ledger, receivables and order entry. Choose the XML gateway (sender ID and Web Services user) or the REST API (OAuth 2.0 client); activities are the same for both.")]
public sealed class IntacctConnection : Connection<IntacctClient>
{
    // What the activities of the connector work with; the test says which of it the user may see.
    private static readonly (string Object, string Field, string Name)[] Probes =
    [
        ("GLJOURNAL", "SYMBOL", "journals"), ("GLACCOUNT", "ACCOUNTNO", "accounts"), ("CUSTOMER", "CUSTOMERID", "customers"), ("ARINVOICE", "RECORDNO", "invoices"), ("ARPYMT", "RECORDNO", "payments"),
    ];

    /// <summary>The gateway. Default is Intacct's.</summary>
    [ConnectionField("Gateway address", Description = "Where Intacct's XML gateway takes calls. Leave it as it is, unless you work with the simulator.", IsRequired = true)]
    public string Endpoint { get; set; } = "https://api.intacct.com/ia/xml/xmlgw.phtml";

    /// <summary>Which interface is used. Default is the XML gateway, which can do everything.</summary>
    [ConnectionField("Programming interface", Description = "XmlGateway can do everything and needs sender and Web Services user. Rest needs an OAuth 2.0 client and covers journals, invoices, credits, payments, customers and queries.")]
    public IntacctApi Api { get; set; } = IntacctApi.XmlGateway;

    /// <summary>The sender id of the Web Services subscription. XML gateway only.</summary>
    [ConnectionField("Sender ID", Description = "XML gateway: the Web Services sender of your Sage developer licence. An administrator of the company authorises it in Intacct under Company > Setup > Company > Security > Web Services authorizations.")]
    public string SenderId { get; set; } = "";

    /// <summary>The sender's password. XML gateway only.</summary>
    [ConnectionField("Sender password", Description = "XML gateway: came with the sender ID from Sage; it is not the password of a user.")]
    public Secret? SenderPassword { get; set; }

    /// <summary>The company.</summary>
    [ConnectionField("Company ID", Description = "What people type as company at the Intacct sign-in; also in Intacct under Company > Setup > Company > General information.", IsRequired = true)]
    public string CompanyId { get; set; } = "";

    /// <summary>The Web Services user of the company.</summary>
    [ConnectionField("User ID", Description = "A Web Services user, made in Intacct under Company > Admin > Web Services users. Give it a role that may do only what the workflows do. What it changes is recognised as ours.", IsRequired = true)]
    public string UserId { get; set; } = "";

    /// <summary>The user's password. XML gateway only.</summary>
    [ConnectionField("User password", Description = "XML gateway: sent to the e-mail address of the Web Services user when the user was made; it can be reset on the same page.")]
    public Secret? UserPassword { get; set; }

    /// <summary>The REST API. Default is Intacct's.</summary>
    [ConnectionField("REST address", Description = "REST: where Intacct's REST API takes calls. Leave it as it is, unless you work with the simulator.")]
    public string RestAddress { get; set; } = "https://api.intacct.com/ia/api/v1/";

    /// <summary>The client id of the OAuth 2.0 application. REST only.</summary>
    [ConnectionField("Client ID", Description = "REST: the client ID of the application, as registered at Sage's developer portal.")]
    public string ClientId { get; set; } = "";

    /// <summary>The client secret. REST only.</summary>
    [ConnectionField("Client secret", Description = "REST: the secret that belongs to the client ID.")]
    public Secret? ClientSecret { get; set; }

    /// <summary>The refresh token; empty to sign in with the client's own credentials for the user.</summary>
    [ConnectionField("Refresh token", Description = "REST: only for applications that a person allowed access by signing in. Leave it empty to sign in with client ID and secret for the Web Services user, which needs no renewal.")]
    public Secret? RefreshToken { get; set; }

    /// <summary>The entity to work in; empty for the top level. Every line of a journal is then forced into the entity.</summary>
    [ConnectionField("Entity ID", Description = "Only for companies with several entities: the ID of the one to work in, as in Intacct under Company > Entities. Every journal line then goes to it. Empty for the top level.")]
    public string? EntityId { get; set; }

    /// <summary>Whether the company books in several currencies. Lines without a currency are then refused before anything is sent. Default false.</summary>
    [ConnectionField("Several currencies", Description = "Tick it when the company books in several currencies. Every line then has to name its currency, and one that does not is reported before anything is sent.")]
    public bool HasSeveralCurrencies { get; set; }

    /// <summary>
    /// How many calls run at once at most. Intacct counts all applications of a company together: 6 to 20 by performance tier, and 2 in
    /// older material. Default 2.
    /// </summary>
    [ConnectionField("Calls at once", Description = "From 1 to 50, for all servers together. Intacct counts all programs of the company together: 6 to 20 by performance tier, and 2 in older agreements.")]
    public int MaxConcurrency { get; set; } = 2;

    /// <summary>How many calls begin in a minute at most; 0 for no limit of our own. Intacct publishes none; its refusals are heeded in any case.</summary>
    [ConnectionField("Calls in a minute", Description = "From 0 to 6000, for all servers together; 0 sets no limit. Use it to leave calls to other programs of the company.")]
    public int MaxPerMinute { get; set; }

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
        if (MaxPerMinute is < 0 or > 6000)
            throw new ActivityException(FailureKind.Misconfigured, $"{MaxPerMinute} calls in a minute is not possible. Give a number from 0 to 6000.");
        var limits = CallLimits.ByMinute(MaxConcurrency, MaxPerMinute, context);
        var company = VendorAddress.Required(CompanyId, "company id");
        var user = VendorAddress.Required(UserId, "user id");
        var entity = string.IsNullOrWhiteSpace(EntityId) ? null : EntityId.Trim();
        IIntacctApi api = Api == IntacctApi.Rest ? Rest(context, limits, company, user, entity) : Gateway(context, limits, company, user, entity);
        return new IntacctClient(api, user, HasSeveralCurrencies);
    }

    /// <inheritdoc/>
    public override async Task<ConnectionTest> TestAsync(IntacctClient client, CancellationToken cancellationToken)
    {
        var identity = await client.IdentifyAsync(cancellationToken);
        var (allowed, denied) = (new List<string>(), new List<string>());
        foreach (var (name, field, words) in Probes)
            (await MayReadAsync(client, name, field, cancellationToken) ? allowed : denied).Add(words);
        var where = identity.Entity is null ? "at the top level" : $"in entity {identity.Entity}";
        var may = allowed.Count == 0 ? "It may read nothing of what the activities need" : $"It may read {string.Join(", ", allowed)}";
        var not = denied.Count == 0 ? "." : $"; not {string.Join(", ", denied)}: give its role the permissions that the workflows need.";
        return new ConnectionTest(true, $"Intacct accepts {identity.User} of {identity.Company} {where}, through the {(Api == IntacctApi.Rest ? "REST API" : "XML gateway")}. {may}{not}");
    }

    private static async Task<bool> MayReadAsync(IntacctClient client, string objectName, string field, CancellationToken cancellationToken)
    {
        try
        {
            await client.ListAsync(new IntacctQuery(objectName, [field]) { PageSize = 1, MaxRecords = 1 }, cancellationToken);
            return true;
        }
        catch (ActivityException exception) when (exception.Kind == FailureKind.Unauthorized)
        {
            return false;
        }
    }

    private XmlGateway Gateway(ConnectionContext context, CallLimits limits, string company, string user, string? entity)
    {
        var endpoint = Trusted(Endpoint, "endpoint", new IntacctConnection().Endpoint);
        VendorAddress.Required(SenderPassword?.Reveal(), "sender password");
        VendorAddress.Required(UserPassword?.Reveal(), "user password");
        var login = new IntacctLogin(VendorAddress.Required(SenderId, "sender id"), SenderPassword!, company, user, UserPassword!, entity);
        return new XmlGateway(new IntacctTransport(context.Http, context.Time), login, endpoint, AllowAnyEndpointHost, limits, context.Time);
    }

    private RestApi Rest(ConnectionContext context, CallLimits limits, string company, string user, string? entity)
    {
        var address = Trusted(RestAddress.TrimEnd('/') + "/", "REST address", new IntacctConnection().RestAddress);
        VendorAddress.Required(ClientSecret?.Reveal(), "client secret");
        var refresh = string.IsNullOrWhiteSpace(RefreshToken?.Reveal()) ? null : RefreshToken;
        var tokens = new RestTokens(
            context, new Uri(address, "oauth2/token"), VendorAddress.Required(ClientId, "client id"), ClientSecret!, refresh,
            entity is null ? $"{user}@{company}" : $"{user}@{company}|{entity}");
        return new RestApi(context.Http, address, tokens, new IntacctIdentity(user, company, entity), limits, context.Time);
    }

    private Uri Trusted(string text, string field, string usual)
    {
        var address = VendorAddress.Read(text, field, AllowPrivateAddresses);
        return AllowAnyEndpointHost || IntacctEndpoint.IsTrusted(address)
            ? address
            : throw new ActivityException(
                FailureKind.Misconfigured,
                $"The connection's {field} '{text}' is not at Intacct. Use {usual}, or allow any endpoint host for the simulator.");
    }
}
