using ClarityConnect.Workflows.Sdk.Connections;

namespace ClarityConnect.Workflows.Connectors.Heartland.Retail;

/// <summary>What an OAuth 2.0 sign-in left behind.</summary>
/// <param name="ClientId">The app's id, given out by Heartland on request.</param>
/// <param name="ClientSecret">The app's secret.</param>
/// <param name="Code">The code at the end of the address that the browser came back to.</param>
/// <param name="RedirectAddress">That address without the code.</param>
internal sealed record RetailSignIn(string ClientId, Secret ClientSecret, Secret Code, string RedirectAddress);
