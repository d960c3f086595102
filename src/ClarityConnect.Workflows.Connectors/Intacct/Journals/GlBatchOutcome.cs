namespace ClarityConnect.Workflows.Connectors.Intacct.Journals;

/// <summary>What became of a journal of a GL batch.</summary>
public enum GlBatchOutcome
{
    /// <summary>It was posted now.</summary>
    Posted,

    /// <summary>It was there before, so that nothing was posted now.</summary>
    AlreadyPosted,

    /// <summary>Intacct refused it.</summary>
    Refused,
}
