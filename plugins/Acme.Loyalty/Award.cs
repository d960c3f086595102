namespace Acme.Loyalty;

/// <summary>Points that were given to a member.</summary>
/// <param name="Id">The program's id of it.</param>
/// <param name="Reference">Our reference, by which it is found again.</param>
/// <param name="Member">The member's number.</param>
/// <param name="Points">How many points were given.</param>
/// <param name="Balance">How many points the member had then.</param>
public sealed record Award(string Id, string Reference, string Member, int Points, int Balance);
