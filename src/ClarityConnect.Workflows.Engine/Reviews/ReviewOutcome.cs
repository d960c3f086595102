namespace ClarityConnect.Workflows.Engine.Reviews;

/// <summary>What came of a decision.</summary>
public enum ReviewOutcome
{
    /// <summary>It counts; a workflow that waits goes on.</summary>
    Taken,

    /// <summary>There is no such item.</summary>
    Missing,

    /// <summary>It is not open any longer: somebody was faster, or its time was up.</summary>
    TooLate,

    /// <summary>The item does not have this choice.</summary>
    UnknownChoice,
}
