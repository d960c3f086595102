using ClarityConnect.Workflows.Sdk.Connections;

namespace Acme.Loyalty;

/// <summary>An account at the loyalty program.</summary>
[ConnectionType("acme.loyalty", "Acme Loyalty", Description = "An account at the loyalty program.")]
public sealed class LoyaltyConnection : Connection<LoyaltyClient>
{
    /// <summary>Where the program is.</summary>
    [ConnectionField("Address", Description = "The address of the program.", IsRequired = true)]
    public Uri? Address { get; set; }

    public override LoyaltyClient CreateClient(ConnectionContext context) => new(context.Http, Address!);

    public override async Task<ConnectionTest> TestAsync(LoyaltyClient client, CancellationToken cancellationToken) =>
        new(true, await client.AskAsync("who", cancellationToken));
}
