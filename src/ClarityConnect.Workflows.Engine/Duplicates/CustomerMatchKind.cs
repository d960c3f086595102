namespace ClarityConnect.Workflows.Engine.Duplicates;

/// <summary>Whether two customer records are of one customer.</summary>
public enum CustomerMatchKind
{
    /// <summary>Nothing says so.</summary>
    New,

    /// <summary>It looks so, and a person has to decide.</summary>
    Probable,

    /// <summary>They have the same e-mail address or telephone number, and their names do not contradict it.</summary>
    Same,
}
