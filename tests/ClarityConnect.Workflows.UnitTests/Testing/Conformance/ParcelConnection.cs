using ClarityConnect.Workflows.Sdk.Connections;

namespace ClarityConnect.Workflows.UnitTests.Testing.Conformance;

/// <summary>An account at the parcel service.</summary>
[ConnectionType("parcels", "Parcels")]
public sealed class ParcelConnection : Connection<ParcelClient>
{
    /// <summary>Where it is.</summary>
    public Uri Address { get; set; } = new("https://parcels.example/");

    /// <summary>What is wrong with this connector.</summary>
    public Flaw Flaw { get; set; }

    /// <summary>The key.</summary>
    public Secret? Key { get; set; }

    /// <inheritdoc/>
    public override ParcelClient CreateClient(ConnectionContext context) => new(context, Address, Key!, Flaw);

    /// <inheritdoc/>
    public override async Task<ConnectionTest> TestAsync(ParcelClient client, CancellationToken cancellationToken)
    {
        await client.AskAsync<object>(HttpMethod.Get, "account", null, cancellationToken);
        return new ConnectionTest(true, Flaw == Flaw.TellsTheKeyInTheTest ? $"The key {Key!.Reveal()} is good." : "The key is good.");
    }
}
