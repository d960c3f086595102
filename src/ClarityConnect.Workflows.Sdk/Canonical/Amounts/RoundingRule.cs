namespace ClarityConnect.Workflows.Sdk.Canonical.Amounts;

/// <summary>What happens to the part of an amount that is smaller than the currency's smallest unit.</summary>
public enum RoundingRule
{
    /// <summary>To the nearest unit; a half goes away from zero, as tills round: 0.125 is 0.13, −0.125 is −0.13.</summary>
    HalfAwayFromZero,

    /// <summary>To the nearest unit; a half goes to the even neighbour, as banks round: 0.125 is 0.12, 0.135 is 0.14.</summary>
    HalfEven,

    /// <summary>Towards zero: 0.129 is 0.12.</summary>
    Down,

    /// <summary>Away from zero: 0.121 is 0.13.</summary>
    Up,
}
