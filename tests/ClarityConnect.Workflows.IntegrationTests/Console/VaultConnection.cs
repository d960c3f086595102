using ClarityConnect.Workflows.Sdk.Connections;

namespace ClarityConnect.Workflows.IntegrationTests.Console;

/// <summary>A connection whose test call says who it is.</summary>
[ConnectionType("vault", "Vault of the tests")]
public sealed class VaultConnection : Connection<VaultConnection>
{
    /// <summary>The user.</summary>
    [ConnectionField("Clerk", Description = "Who opens the vault.", IsRequired = true)]
    public string User { get; set; } = "";

    /// <summary>The password.</summary>
    public Secret? Password { get; set; }

    /// <summary>What is typed last; may be left out.</summary>
    public Secret? SecondPassword { get; set; }

    /// <summary>How long a visit takes, in minutes.</summary>
    public int Minutes { get; set; } = 5;

    /// <summary>The door.</summary>
    public VaultDoor Door { get; set; } = VaultDoor.Front;

    /// <inheritdoc/>
    public override VaultConnection CreateClient(ConnectionContext context) => this;

    /// <inheritdoc/>
    public override Task<ConnectionTest> TestAsync(VaultConnection client, CancellationToken cancellationToken) => Task.FromResult(
        client.Password?.Reveal() == "correct horse"
            ? new ConnectionTest(true, $"Signed in as {client.User} of company Test.")
            : new ConnectionTest(false, "The password is wrong. Enter it again."));
}
