namespace ClarityConnect.Workflows.Sdk.Canonical.Amounts;

/// <summary>Rounds, and shares out what rounding leaves over, so that parts always come to their total.</summary>
public static class Rounding
{
    /// <summary>Rounds to a number of decimals.</summary>
    /// <param name="amount">The amount.</param>
    /// <param name="digits">How many decimals stay, from 0.</param>
    /// <param name="rule">What happens to the rest.</param>
    public static decimal Round(decimal amount, int digits, RoundingRule rule) => decimal.Round(amount, digits, rule switch
    {
        RoundingRule.HalfAwayFromZero => MidpointRounding.AwayFromZero,
        RoundingRule.HalfEven => MidpointRounding.ToEven,
        RoundingRule.Down => MidpointRounding.ToZero,
        RoundingRule.Up => amount < 0 ? MidpointRounding.ToNegativeInfinity : MidpointRounding.ToPositiveInfinity,
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "There is no such rounding rule."),
    });

    /// <summary>
    /// Rounds parts so that they come to exactly a total: each is cut to its whole units, and the units that are then missing go to the parts that
    /// lost most, the first of equals first. No part moves by a whole unit or more as long as the total is the rounded sum of the parts.
    /// </summary>
    /// <param name="exact">The parts before rounding.</param>
    /// <param name="total">What they must come to; of no more than <paramref name="digits"/> decimals.</param>
    /// <param name="digits">How many decimals stay.</param>
    /// <returns>The rounded parts in the same order.</returns>
    /// <exception cref="ArgumentException">There is no part to take a total that is not zero.</exception>
    public static IReadOnlyList<decimal> RoundToTotal(IReadOnlyList<decimal> exact, decimal total, int digits)
    {
        if (exact.Count == 0)
            return total == 0 ? [] : throw new ArgumentException($"There is nothing to share {total} among.", nameof(exact));
        var unit = new decimal(1, 0, 0, isNegative: false, (byte)digits);
        // The shares of a negative total mirror those of the positive one.
        var sign = total < 0 ? -1 : 1;
        var parts = new decimal[exact.Count];
        for (var i = 0; i < parts.Length; i++)
            parts[i] = decimal.Round(exact[i] * sign, digits, MidpointRounding.ToNegativeInfinity);
        var missing = (total * sign) - parts.Sum();
        var byLoss = Enumerable.Range(0, parts.Length).OrderByDescending(i => (exact[i] * sign) - parts[i]).ToArray();
        for (var next = 0; missing >= unit; next = (next + 1) % byLoss.Length)
        {
            parts[byLoss[next]] += unit;
            missing -= unit;
        }

        for (var next = byLoss.Length - 1; missing <= -unit; next = next == 0 ? byLoss.Length - 1 : next - 1)
        {
            parts[byLoss[next]] -= unit;
            missing += unit;
        }

        for (var i = 0; i < parts.Length; i++)
            parts[i] *= sign;
        return parts;
    }
}
