namespace ClarityConnect.Workflows.Simulators;

/// <summary>Where the simulators listen, which credentials they accept and whether their state outlives the process.</summary>
public sealed record SimulatorOptions
{
    /// <summary>TCP port on the loopback address.</summary>
    /// <value>0, which takes any free port.</value>
    public int Port { get; init; }

    /// <summary>
    /// Append-only file that keeps everything the simulators were told: generated days, posted batches, executed control
    /// ids, created rows and the ledger of received requests. It is flushed to disk before each answer is sent and replayed
    /// at the next start.
    /// </summary>
    /// <value>null: the state ends with the process.</value>
    public string? StateFile { get; init; }

    /// <summary>Bearer token that Heartland Retail accepts.</summary>
    public string RetailToken { get; init; } = "retail-sandbox-token";

    /// <summary>SecretAPIKey that Portico accepts in the request header.</summary>
    public string PorticoSecretApiKey { get; init; } = "skapi_cert_SANDBOX";

    /// <summary>App id that GP API accepts.</summary>
    public string GpAppId { get; init; } = "sandbox-app";

    /// <summary>App key of <see cref="GpAppId"/>; it also signs notifications.</summary>
    public string GpAppKey { get; init; } = "demoAppKey01";

    /// <summary>How long an access token of GP API lives.</summary>
    /// <value>One day less a second.</value>
    public TimeSpan GpTokenLifetime { get; init; } = TimeSpan.FromSeconds(86_399);

    /// <summary>Sender id of the Web Services subscription that Intacct accepts.</summary>
    public string IntacctSenderId { get; init; } = "ClaritySandbox";

    /// <summary>Password of <see cref="IntacctSenderId"/>.</summary>
    public string IntacctSenderPassword { get; init; } = "sandbox-sender-secret";

    /// <summary>The one company that Intacct knows.</summary>
    public string IntacctCompany { get; init; } = "SANDBOX";

    /// <summary>The one Web Services user of that company.</summary>
    public string IntacctUser { get; init; } = "ws_clarity";

    /// <summary>Password of <see cref="IntacctUser"/>.</summary>
    public string IntacctPassword { get; init; } = "sandbox-user-secret";

    /// <summary>Whether the Intacct company books in several currencies, so that every line has to name one.</summary>
    public bool IntacctMultiCurrency { get; init; }

    /// <summary>Client id of the OAuth 2.0 application that Intacct's REST API accepts.</summary>
    public string IntacctClientId { get; init; } = "clarity-sandbox.app";

    /// <summary>Secret of <see cref="IntacctClientId"/>.</summary>
    public string IntacctClientSecret { get; init; } = "sandbox-client-secret";

    /// <summary>The refresh token that Intacct's REST API accepts first; each use gives another one.</summary>
    public string IntacctRefreshToken { get; init; } = "sandbox-refresh-token";

    /// <summary>How long an access token of Intacct's REST API is taken.</summary>
    public TimeSpan IntacctTokenLifetime { get; init; } = TimeSpan.FromHours(6);

    /// <summary>How long an Intacct session lives after its last use.</summary>
    /// <value>Six hours, as in the vendor's examples.</value>
    public TimeSpan IntacctSessionTimeout { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Secret that the shop and its listeners sign with.</summary>
    public string ShopSigningSecret { get; init; } = "whsec_c2FuZGJveC1zaG9wLXNpZ25pbmctc2VjcmV0";

    /// <summary>The one user of the mail server.</summary>
    public string MailUser { get; init; } = "clarity";

    /// <summary>Password of <see cref="MailUser"/>.</summary>
    public string MailPassword { get; init; } = "sandbox-mail-secret";

    /// <summary>The merchant's name at Opayo.</summary>
    public string OpayoVendor { get; init; } = "claritysandbox";

    /// <summary>Integration key that Opayo's Pi accepts.</summary>
    public string OpayoIntegrationKey { get; init; } = "sandbox-integration-key";

    /// <summary>Password of <see cref="OpayoIntegrationKey"/>.</summary>
    public string OpayoIntegrationPassword { get; init; } = "sandbox-integration-secret";

    /// <summary>The one user of Opayo's reports.</summary>
    public string OpayoReportingUser { get; init; } = "reportuser";

    /// <summary>Password of <see cref="OpayoReportingUser"/>.</summary>
    public string OpayoReportingPassword { get; init; } = "S3cretPw1";

    /// <summary>Encryption password of Opayo Form, 16 characters.</summary>
    public string OpayoFormPassword { get; init; } = "sandboxFormPw123";

    /// <summary>The one user whom KashFlow knows, by REST and by SOAP.</summary>
    public string KashFlowUser { get; init; } = "api@sandbox.test";

    /// <summary>Password of <see cref="KashFlowUser"/>.</summary>
    public string KashFlowPassword { get; init; } = "sandbox-user-secret";

    /// <summary>Memorable word of <see cref="KashFlowUser"/>, at least three characters.</summary>
    public string KashFlowMemorableWord { get; init; } = "lighthouse";

    /// <summary>Separate API password of <see cref="KashFlowUser"/>, for SOAP.</summary>
    public string KashFlowSoapPassword { get; init; } = "sandbox-api-secret";

    /// <summary>How long a KashFlow session lives after its last use.</summary>
    /// <value>One hour.</value>
    public TimeSpan KashFlowSessionTimeout { get; init; } = TimeSpan.FromHours(1);
}
