namespace ClarityConnect.Workflows.Engine.Reconciliations;

/// <summary>How two entries were found to be the same.</summary>
public enum MatchedBy
{
    /// <summary>Both have the same id, or one names the other's id as its reference.</summary>
    Id,

    /// <summary>They are linked as cross-references.</summary>
    CrossReference,

    /// <summary>Both have the same reference.</summary>
    Reference,

    /// <summary>They have the same amount, and dates that are near enough.</summary>
    AmountAndDate,
}
