namespace ClarityConnect.Workflows.Simulators.Intacct;

/// <summary>A reference that was posted more than once in a journal, or a business id under which an object was made more than once.</summary>
/// <param name="Journal">Symbol of the journal, or name of the object.</param>
/// <param name="ReferenceNo">The caller's reference.</param>
/// <param name="Times">How often, deleted entries included.</param>
public sealed record PostedTwice(string Journal, string ReferenceNo, int Times);
