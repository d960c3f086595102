namespace Acme.Loyalty;

/// <summary>A member of the loyalty program.</summary>
public sealed record Member
{
    /// <summary>The number on the member's card, such as "M-1001".</summary>
    public required string Number { get; init; }

    /// <summary>The member's name.</summary>
    public string? Name { get; init; }

    /// <summary>The member's e-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>How many points the member has.</summary>
    public int Points { get; init; }
}
