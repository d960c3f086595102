namespace ClarityConnect.Workflows.Simulators.Intacct;

/// <summary>Who is signed in, and into which entity.</summary>
/// <param name="User">User id.</param>
/// <param name="Location">Entity; empty for the top level.</param>
/// <param name="At">When the session was used last.</param>
/// <param name="ExpiresAt">When it ends unless it is used again.</param>
internal sealed record IntacctSession(string User, string Location, DateTimeOffset At, DateTimeOffset ExpiresAt);
