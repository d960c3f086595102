using ClarityConnect.Workflows.Sdk.Connections;

namespace ClarityConnect.Workflows.IntegrationTests.Console;

/// <summary>A connection whose test call says who it is.</summary>
[ConnectionType("vault", "Vault of the tests")]
public sealed class VaultConnection : Connection<VaultConnection>
{
    /// <summary>The user.</summary>
    public string User { get; set; } = "";

    /// <summary>The password.</summary>
    public Secret? Password { get; set; }

    /// <inheritdoc/>
    public override VaultConnection CreateClient(ConnectionContext context) => this;

    /// <inheritdoc/>
    public override Task<ConnectionTest> TestAsync(VaultConnection client, CancellationToken cancellationToken) => Task.FromResult(
        client.Password?.Reveal() == "correct horse"
            ? new ConnectionTest(true, $"Signed in as {client.User} of company Test.")
            : new ConnectionTest(false, "The password is wrong. Enter it again."));
}
