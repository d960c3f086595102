namespace Acme.Loyalty;

/// <summary>A reason for which points are given.</summary>
/// <param name="Code">Its code, such as "SPRING".</param>
/// <param name="Name">Its name for people.</param>
public sealed record Campaign(string Code, string Name);
