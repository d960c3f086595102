using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail;

/// <summary>An account at Heartland Retail, the point-of-sale system.</summary>
[ConnectionType("heartland-retail", "Heartland Retail", Description = "Point of sale: tickets, orders, customers, items and stock. It sees and changes only what the token's user may.")]
public sealed class HeartlandRetailConnection : Connection<HeartlandRetailClient>
{
    /// <summary>The account's API, such as "https://acme.retail.heartland.us/api/".</summary>
    [ConnectionField("Address of the API", Description = "The address at which you sign in, with /api/ at the end, such as https://acme.retail.heartland.us/api/.", IsRequired = true)]
    public string BaseAddress { get; set; } = "";

    /// <summary>The API token. Empty where an OAuth sign-in is given.</summary>
    [ConnectionField("API token", Description = "Made in Heartland Retail under My Account and shown once, or had by an OAuth sign-in: both work here and do not expire. It sees only what its user may see.")]
    public Secret? Token { get; set; }

    /// <summary>How many calls are made in a second at most. Heartland publishes no number; default 4.</summary>
    [ConnectionField("Calls per second", Description = "From 1 to 100, for all servers together. Heartland publishes no limit; lower it when the account is held back.")]
    public int CallsPerSecond { get; set; } = 4;

    /// <summary>The account's currency, ISO 4217. Retail answers without one. Default "USD".</summary>
    [ConnectionField("Currency", Description = "The account’s currency in three letters, such as USD. Amounts come without one.", IsRequired = true)]
    public string Currency { get; set; } = "USD";

    /// <summary>The custom field that holds our references. Default "external_key".</summary>
    [ConnectionField("Custom field for references", Description = "The key of a custom field on sales and payments in which workflows keep their own reference, so that nothing is made twice.")]
    public string ReferenceField { get; set; } = RetailNames.Default.Reference;

    /// <summary>The custom field that holds the mark of our own writes; empty for none. Default "clarity_mark".</summary>
    [ConnectionField("Custom field for the sync mark", Description = "The key of a custom field on customers, items and sales by which a workflow recognises what a workflow wrote, so that a sync in both directions does not answer itself. Empty where nothing is synced both ways.")]
    public string MarkField { get; set; } = RetailNames.Default.Mark!;

    /// <summary>The custom field that holds a payment processor's id of a transaction. Default "transaction_id".</summary>
    [ConnectionField("Custom field for transactions", Description = "The key of a custom field on sales and payments that holds the payment processor's id of the transaction.")]
    public string TransactionField { get; set; } = RetailNames.Default.Transaction;

    /// <summary>The field that customers are searched by telephone with. Default "addresses.phone".</summary>
    [ConnectionField("Telephone field for searches", Description = "The field by which customers are searched by telephone. Change it only if searches by telephone find nothing.")]
    public string PhoneField { get; set; } = RetailNames.Default.Phone;

    /// <summary>The OAuth app's id, where the token is had by a sign-in.</summary>
    [ConnectionField("Sign-in: client ID", Description = "Only for a sign-in by OAuth instead of a token: the app's id, which Heartland gives out on request.")]
    public string ClientId { get; set; } = "";

    /// <summary>The OAuth app's secret.</summary>
    [ConnectionField("Sign-in: client secret", Description = "The secret that came with the client ID.")]
    public Secret? ClientSecret { get; set; }

    /// <summary>The code of the sign-in. It works once.</summary>
    [ConnectionField("Sign-in: code", Description = "Open https://retail.heartland.us/oauth/authorize with the client ID, redirect address and scope, agree, and copy the code from the address that the browser comes back to. It works once: the token that it is exchanged for is stored as the API token above, which comes first. To sign in anew, empty the API token and give a new code.")]
    public Secret? Code { get; set; }

    /// <summary>The redirect address of the sign-in.</summary>
    [ConnectionField("Sign-in: redirect address", Description = "The redirect address of the app, exactly as in the sign-in.")]
    public string RedirectAddress { get; set; } = "";

    /// <summary>Where codes are exchanged. Default "https://retail.heartland.us/api/oauth/token".</summary>
    [ConnectionField("Sign-in: token address", Description = "Where the code is exchanged for a token; leave it as it is.")]
    public string TokenAddress { get; set; } = "https://retail.heartland.us/api/oauth/token";

    /// <inheritdoc/>
    public override HeartlandRetailClient CreateClient(ConnectionContext context)
    {
        if (CallsPerSecond is < 1 or > 100)
            throw new ActivityException(FailureKind.Misconfigured, $"{CallsPerSecond} calls per second is not possible. Give a number from 1 to 100.");
        var address = VendorAddress.Read(BaseAddress, "base address", AllowPrivateAddresses);
        var transport = new RetailTransport(
            context.Http, new Uri(address.AbsoluteUri.TrimEnd('/') + "/"), TokenOf(context), CallLimits.BySecond(1, CallsPerSecond, context), context.Time);
        var names = new RetailNames
        {
            Reference = Or(ReferenceField, RetailNames.Default.Reference),
            Mark = string.IsNullOrWhiteSpace(MarkField) ? null : MarkField.Trim(),
            Transaction = Or(TransactionField, RetailNames.Default.Transaction),
            Phone = Or(PhoneField, RetailNames.Default.Phone),
        };
        return new HeartlandRetailClient(transport, VendorAddress.Required(Currency, "currency").ToUpperInvariant(), names);
    }

    /// <inheritdoc/>
    public override async Task<ConnectionTest> TestAsync(HeartlandRetailClient client, CancellationToken cancellationToken)
    {
        var user = await client.GetUserNameAsync(cancellationToken);
        var locations = await client.ListLocationsAsync(cancellationToken);
        var mark = await client.LacksMarkAsync(cancellationToken)
            ? $" The custom field '{MarkField}' is not defined for customers; define it before anything is synced both ways."
            : "";
        return new ConnectionTest(true, $"Heartland Retail accepts the token of {user}, who sees {locations.Count} location{(locations.Count == 1 ? "" : "s")}.{mark}");
    }

    private static string Or(string? name, string usual) => string.IsNullOrWhiteSpace(name) ? usual : name.Trim();

    private IRetailToken TokenOf(ConnectionContext context)
    {
        if (!string.IsNullOrWhiteSpace(Token?.Reveal()) || string.IsNullOrWhiteSpace(Code?.Reveal()))
        {
            VendorAddress.Required(Token?.Reveal(), "token");
            return new StaticToken(Token!);
        }

        VendorAddress.Required(ClientSecret?.Reveal(), "client secret");
        var signIn = new RetailSignIn(VendorAddress.Required(ClientId, "client ID"), ClientSecret!, Code!, VendorAddress.Required(RedirectAddress, "redirect address"));
        return new SignInToken(context, VendorAddress.Read(TokenAddress, "token address", AllowPrivateAddresses), signIn);
    }
}
