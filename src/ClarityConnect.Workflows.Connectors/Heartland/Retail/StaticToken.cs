using ClarityConnect.Workflows.Sdk.Connections;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail;

/// <summary>A token that was made in My Account, or by an OAuth sign-in elsewhere. It does not expire.</summary>
internal sealed class StaticToken(Secret token) : IRetailToken
{
    public ValueTask<Secret> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(token);
}
