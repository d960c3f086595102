using ClarityConnect.Workflows.Connectors.Calls;
using ClarityConnect.Workflows.Connectors.KashFlow.Rest;
using ClarityConnect.Workflows.Connectors.KashFlow.Soap;
using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.KashFlow;

/// <summary>A company at KashFlow.</summary>
[ConnectionType("kashflow", "KashFlow", Description = "Invoices, payments, customers and journals. Give the integration a KashFlow user of its own: signing in wrongly several times locks the user.")]
public sealed class KashFlowConnection : Connection<KashFlowClient>
{
    /// <summary>The user who signs in.</summary>
    [ConnectionField("User name", Description = "What this user types to sign in to KashFlow. Make a user for the integration alone, so that nobody else locks it.", IsRequired = true)]
    public string UserName { get; set; } = "";

    /// <summary>The user's password.</summary>
    [ConnectionField("Password", Description = "The password of this user. KashFlow lets passwords expire; store the new one here then.", IsRequired = true)]
    public Secret? Password { get; set; }

    /// <summary>The user's memorable word, of which KashFlow asks for three characters at each sign-in.</summary>
    [ConnectionField("Memorable word", Description = "The whole memorable word of this user. KashFlow asks for three of its characters at each sign-in.", IsRequired = true)]
    public Secret? MemorableWord { get; set; }

    /// <summary>The REST interface. Default is KashFlow's.</summary>
    [ConnectionField("Address", Description = "Where KashFlow takes calls. Leave it as it is, unless you work with the simulator.", IsRequired = true)]
    public string BaseAddress { get; set; } = "https://api.kashflow.com/v2";

    /// <summary>The SOAP interface. Default is KashFlow's.</summary>
    [ConnectionField("API address (SOAP)", Description = "Where KashFlow's older interface takes calls. Leave it as it is, unless you work with the simulator.", IsRequired = true)]
    public string SoapEndpoint { get; set; } = "https://securedwebapp.com/api/service.asmx";

    /// <summary>The user of the SOAP interface; empty for <see cref="UserName"/>.</summary>
    [ConnectionField("API user name (SOAP)", Description = "Only if it differs from the user name above. The API has to be switched on in KashFlow under Settings > API settings.")]
    public string? SoapUserName { get; set; }

    /// <summary>The password of the SOAP interface; empty for <see cref="Password"/>.</summary>
    [ConnectionField("API password (SOAP)", Description = "Only if a separate API password is set in KashFlow under Settings > API settings. Empty: the password above.")]
    public Secret? SoapPassword { get; set; }

    /// <summary>The currency of the books, ISO 4217. Default "GBP".</summary>
    [ConnectionField("Home currency", Description = "The currency of the books in three letters, such as GBP.", IsRequired = true)]
    public string HomeCurrency { get; set; } = "GBP";

    /// <summary>Which interface records payments. Default <see cref="KashFlowService.Rest"/>.</summary>
    [ConnectionField("Record payments by", Description = "Rest records them as bulk payments. Soap is the older, well documented way; choose it if payments are refused.")]
    public KashFlowService PaymentsBy { get; set; } = KashFlowService.Rest;

    /// <summary>Which interface posts journals. Default <see cref="KashFlowService.Soap"/>, whose contract is published.</summary>
    [ConnectionField("Post journals by", Description = "Soap is the documented way. Rest works without switching the API on, but KashFlow does not document the shape of its journals.")]
    public KashFlowService JournalsBy { get; set; } = KashFlowService.Soap;

    /// <summary>Whether debits of a SOAP journal are positive. Default true; KashFlow does not document it.</summary>
    [ConnectionField("SOAP journals: debits are positive", Description = "KashFlow does not document the sign. Post one small journal, look at it in KashFlow, and switch this off if debit and credit came out exchanged.")]
    public bool DebitsArePositive { get; set; } = true;

    /// <summary>How many calls begin in a second at most. KashFlow publishes no limit. Default 2.</summary>
    [ConnectionField("Calls per second", Description = "From 1 to 50, for all servers together. KashFlow publishes no limit; when it gets slow, fewer calls are faster.")]
    public int CallsPerSecond { get; set; } = 2;

    /// <summary>How many calls run at once at most. Default 2.</summary>
    [ConnectionField("Calls at once", Description = "From 1 to 10, for all servers together. More than two at once lead to time-outs at KashFlow.")]
    public int CallsAtOnce { get; set; } = 2;

    /// <inheritdoc/>
    public override KashFlowClient CreateClient(ConnectionContext context)
    {
        if (CallsPerSecond is < 1 or > 50)
            throw new ActivityException(FailureKind.Misconfigured, $"{CallsPerSecond} calls per second is not possible. Give a number from 1 to 50.");
        if (CallsAtOnce is < 1 or > 10)
            throw new ActivityException(FailureKind.Misconfigured, $"{CallsAtOnce} calls at once is not possible. Give a number from 1 to 10.");
        VendorAddress.Required(Password?.Reveal(), "password");
        VendorAddress.Required(MemorableWord?.Reveal(), "memorable word");
        var userName = VendorAddress.Required(UserName, "user name");
        var address = new Uri(VendorAddress.Read(BaseAddress, "address", AllowPrivateAddresses).AbsoluteUri.TrimEnd('/') + "/");
        var endpoint = VendorAddress.Read(SoapEndpoint, "API address (SOAP)", AllowPrivateAddresses);
        var limits = CallLimits.BySecond(CallsAtOnce, CallsPerSecond, context);
        var transport = new RestTransport(context.Http, address, limits, context.Time);
        var soapPassword = string.IsNullOrEmpty(SoapPassword?.Reveal()) ? Password! : SoapPassword;
        return new KashFlowClient(
            new KashFlowRest(transport, new KashFlowSignIn(transport, userName, Password!, MemorableWord!, context.Time), address),
            new KashFlowSoap(context.Http, endpoint, string.IsNullOrWhiteSpace(SoapUserName) ? userName : SoapUserName.Trim(), soapPassword, limits, context.Time),
            new KashFlowSettings(VendorAddress.Required(HomeCurrency, "home currency").ToUpperInvariant(), PaymentsBy, JournalsBy, DebitsArePositive));
    }

    /// <inheritdoc/>
    public override async Task<ConnectionTest> TestAsync(KashFlowClient client, CancellationToken cancellationToken)
    {
        var accepted = $"KashFlow accepts {UserName} of {await client.SignInAsync(cancellationToken)}.";
        if (PaymentsBy != KashFlowService.Soap && JournalsBy != KashFlowService.Soap)
            return new ConnectionTest(true, accepted);
        try
        {
            await client.CheckSoapAsync(cancellationToken);
            return new ConnectionTest(true, $"{accepted} Its SOAP interface accepts {(string.IsNullOrWhiteSpace(SoapUserName) ? UserName : SoapUserName)} too.");
        }
        catch (ActivityException exception)
        {
            return new ConnectionTest(false, $"{accepted} Its SOAP interface, which this connection uses for {(JournalsBy == KashFlowService.Soap ? "journals" : "payments")}, does not: {exception.Message}");
        }
    }
}
