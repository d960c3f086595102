namespace Acme.Loyalty.Tests;

/// <summary>A member as the program has it.</summary>
internal sealed record TwinMember(string Number, string Name, string Email, int Points);

/// <summary>A request to give points.</summary>
internal sealed record TwinOrder(string Reference, string Member, int Points, string Campaign);

/// <summary>Points that were given.</summary>
internal sealed record TwinAward(string Id, string Reference, string Member, int Points, string Campaign, int Balance);
