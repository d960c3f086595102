using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;

namespace Acme.Loyalty;

// <connection>
/// <summary>An account at the loyalty program.</summary>
[ConnectionType("acme.loyalty", "Acme Loyalty", Description = "An account at the Acme loyalty program.")]
public sealed class LoyaltyConnection : Connection<LoyaltyClient>
{
    /// <summary>Where the program is.</summary>
    [ConnectionField("Address", Description = "The address of the program's interface. Leave it as it is unless Acme gave you another one.", IsRequired = true)]
    public string Address { get; set; } = "https://api.acme.example/";

    /// <summary>The key of the account.</summary>
    [ConnectionField("API key", Description = "In the program under Settings, API keys. It needs the permissions members:read and points:write.", IsRequired = true)]
    public Secret? ApiKey { get; set; }

    /// <summary>What the program signs its webhooks with.</summary>
    [ConnectionField("Signing secret", Description = "In the program under Settings, Webhooks. Needed only for workflows that the program starts.")]
    public Secret? SigningSecret { get; set; }

    /// <inheritdoc/>
    public override LoyaltyClient CreateClient(ConnectionContext context)
    {
        if (!Uri.TryCreate(Address, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && !AllowPrivateAddresses))
            throw new ActivityException(FailureKind.Misconfigured, $"The address '{Address}' cannot be used. Give one that begins with https://.");
        return new LoyaltyClient(context, address, ApiKey ?? new Secret(""), SigningSecret);
    }

    /// <inheritdoc/>
    public override async Task<ConnectionTest> TestAsync(LoyaltyClient client, CancellationToken cancellationToken)
    {
        var account = await client.AskWhoAsync(cancellationToken);
        string[] missing = [.. LoyaltyClient.NeededPermissions.Except(account.Permissions)];
        return missing.Length == 0
            ? new ConnectionTest(true, $"The key belongs to {account.Name} and may do what is needed.")
            : new ConnectionTest(false, $"The key belongs to {account.Name}, but lacks the permission {string.Join(" and ", missing)}. Allow it in the program under Settings, API keys.");
    }
}
// </connection>
