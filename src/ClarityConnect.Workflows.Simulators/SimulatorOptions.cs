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

    /// <summary>How long an Intacct session lives after its last use.</summary>
    /// <value>Six hours, as in the vendor's examples.</value>
    public TimeSpan IntacctSessionTimeout { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Secret that the shop and its listeners sign with.</summary>
    public string ShopSigningSecret { get; init; } = "whsec_c2FuZGJveC1zaG9wLXNpZ25pbmctc2VjcmV0";

    /// <summary>The one user of the mail server.</summary>
    public string MailUser { get; init; } = "clarity";

    /// <summary>Password of <see cref="MailUser"/>.</summary>
    public string MailPassword { get; init; } = "sandbox-mail-secret";
}
