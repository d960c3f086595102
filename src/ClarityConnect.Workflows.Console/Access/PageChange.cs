namespace ClarityConnect.Workflows.Console.Access;

/// <summary>What a person changed by a page. The host takes it from the request's features and writes it to the audit log.</summary>
/// <param name="Action">What was done, such as "user.created".</param>
/// <param name="Subject">To what.</param>
/// <param name="Actor">Who did it, where the request does not know, as when signing in; null for the request's user.</param>
public sealed record PageChange(string Action, string Subject, string? Actor = null);
