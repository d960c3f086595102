namespace ClarityConnect.Workflows.Server.Api;

/// <summary>A dead letter that does not go on.</summary>
/// <param name="Id">The dead letter.</param>
/// <param name="Reason">Why.</param>
internal sealed record RefusedRedrive(string Id, string Reason);
