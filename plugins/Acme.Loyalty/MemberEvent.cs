namespace Acme.Loyalty;

/// <summary>What the program tells by webhook.</summary>
/// <param name="Id">The event's own id; the same when it is sent again.</param>
/// <param name="Type">What happened, such as "member.joined".</param>
/// <param name="Member">The member.</param>
public sealed record MemberEvent(string Id, string Type, Member? Member);
