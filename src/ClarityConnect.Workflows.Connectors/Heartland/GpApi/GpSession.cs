using ClarityConnect.Workflows.Sdk.Connections;

namespace ClarityConnect.Workflows.Connectors.Heartland.GpApi;

/// <summary>A sign-in.</summary>
/// <param name="Token">The access token.</param>
/// <param name="EndsAt">When a new one is had, a minute before the token expires.</param>
/// <param name="Merchant">The merchant's name.</param>
/// <param name="Accounts">What the app may work with, such as "settlement_reporting".</param>
internal sealed record GpSession(Secret Token, DateTimeOffset EndsAt, string Merchant, IReadOnlyList<string> Accounts);
