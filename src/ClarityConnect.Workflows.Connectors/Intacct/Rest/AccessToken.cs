using ClarityConnect.Workflows.Sdk.Connections;

namespace ClarityConnect.Workflows.Connectors.Intacct.Rest;

/// <summary>An access token of the REST API.</summary>
/// <param name="Value">What calls carry.</param>
/// <param name="EndsAt">When Intacct stops to take it.</param>
internal sealed record AccessToken(Secret Value, DateTimeOffset EndsAt);
