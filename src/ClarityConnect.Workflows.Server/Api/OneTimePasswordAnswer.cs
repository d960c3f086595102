namespace ClarityConnect.Workflows.Server.Api;

/// <summary>A password that has to be changed at the first sign-in. It is shown only in this answer.</summary>
/// <param name="Name">The user name.</param>
/// <param name="OneTimePassword">The password.</param>
internal sealed record OneTimePasswordAnswer(string Name, string OneTimePassword);
