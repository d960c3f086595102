namespace ClarityConnect.Workflows.Persistence.Inbox;

/// <summary>Where an inbox message stands; the numbers are in the statements and in the indexes.</summary>
internal enum MessageState : short
{
    /// <summary>The correlator has not looked at it.</summary>
    New = 0,

    /// <summary>The same, but it started instances when it came, so its triggers are done with.</summary>
    Started = 1,

    /// <summary>It was looked at and waits for a bookmark.</summary>
    Waiting = 2,

    /// <summary>It led to work, or nothing can match it.</summary>
    Consumed = 3,
}
