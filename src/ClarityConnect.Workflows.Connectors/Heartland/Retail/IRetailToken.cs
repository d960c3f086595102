using ClarityConnect.Workflows.Sdk.Connections;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail;

/// <summary>Where a call's token comes from: made by hand in Retail, or had by a sign-in.</summary>
internal interface IRetailToken
{
    /// <summary>The token to call with now.</summary>
    ValueTask<Secret> GetAsync(CancellationToken cancellationToken);
}
