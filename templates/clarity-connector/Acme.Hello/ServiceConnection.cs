using ClarityConnect.Workflows.Sdk.Connections;
using ClarityConnect.Workflows.Sdk.Failures;

namespace Acme.Hello;

// Administrators fill in the fields; workflows refer to the connection by its name. The key, "acme.hello", never changes.
/// <summary>An account at the service.</summary>
[ConnectionType("acme.hello", "Acme Hello", Description = "An account at the service.")]
public sealed class ServiceConnection : Connection<ServiceClient>
{
    // plugin.json names the hosts that may be called; an address elsewhere is refused.
    /// <summary>Where the service is.</summary>
    [ConnectionField("Address", Description = "The address of the service's interface. Leave it as it is unless you were given another one.", IsRequired = true)]
    public string Address { get; set; } = "https://api.service.example/";

    /// <summary>The key of the account.</summary>
    [ConnectionField("API key", Description = "In the service under Settings, API keys. It needs the permission items:write.", IsRequired = true)]
    public Secret? ApiKey { get; set; }

    /// <summary>What the service signs its webhooks with.</summary>
    [ConnectionField("Signing secret", Description = "In the service under Settings, Webhooks. Needed only for workflows that the service starts.")]
    public Secret? SigningSecret { get; set; }

    /// <inheritdoc/>
    public override ServiceClient CreateClient(ConnectionContext context)
    {
        if (!Uri.TryCreate(Address, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && !AllowPrivateAddresses))
            throw new ActivityException(FailureKind.Misconfigured, $"The address '{Address}' cannot be used. Give one that begins with https://.");
        return new ServiceClient(context, address, ApiKey ?? new Secret(""), SigningSecret);
    }

    // Changes nothing, and says whose account it is and what is missing.
    /// <inheritdoc/>
    public override async Task<ConnectionTest> TestAsync(ServiceClient client, CancellationToken cancellationToken)
    {
        var account = await client.AskWhoAsync(cancellationToken);
        return account.Permissions.Contains(ServiceClient.NeededPermission)
            ? new ConnectionTest(true, $"The key belongs to {account.Name} and may do what is needed.")
            : new ConnectionTest(false, $"The key belongs to {account.Name}, but lacks the permission {ServiceClient.NeededPermission}. Allow it in the service under Settings, API keys.");
    }
}
