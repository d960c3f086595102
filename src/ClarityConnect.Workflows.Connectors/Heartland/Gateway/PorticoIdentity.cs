using ClarityConnect.Workflows.Sdk.Connections;

namespace ClarityConnect.Workflows.Connectors.Heartland.Gateway;

/// <summary>Who calls Portico.</summary>
/// <param name="SecretApiKey">The merchant's secret key.</param>
/// <param name="DeveloperId">The developer id of the certification.</param>
/// <param name="VersionNumber">The version number of the certification.</param>
internal sealed record PorticoIdentity(Secret SecretApiKey, string DeveloperId, string VersionNumber);
