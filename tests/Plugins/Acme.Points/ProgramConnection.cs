using ClarityConnect.Workflows.Sdk.Connections;

namespace Acme.Points;

/// <summary>An account at the loyalty program.</summary>
[ConnectionType("acme.points", "Acme Points", Description = "An account at the loyalty program.")]
public sealed class ProgramConnection : Connection<ProgramClient>
{
    /// <summary>Where the program is.</summary>
    [ConnectionField("Address", Description = "The address of the program.", IsRequired = true)]
    public Uri? Address { get; set; }

    public override ProgramClient CreateClient(ConnectionContext context) => new(context.Http, Address!);

    public override async Task<ConnectionTest> TestAsync(ProgramClient client, CancellationToken cancellationToken) =>
        new(true, await client.AskAsync("who", cancellationToken));
}
