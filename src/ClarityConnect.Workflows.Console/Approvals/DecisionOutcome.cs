namespace ClarityConnect.Workflows.Console.Approvals;

/// <summary>What came of a decision.</summary>
public enum DecisionOutcome
{
    /// <summary>It counts; the workflow goes on.</summary>
    Taken,

    /// <summary>Nothing of this id is open. Somebody may have decided, or its deadline has passed.</summary>
    Missing,

    /// <summary>The person is not among those who may decide.</summary>
    Forbidden,

    /// <summary>Somebody else was faster by a moment.</summary>
    TooLate,
}
