namespace ClarityConnect.Workflows.Testing.Stores;

internal enum MessageState
{
    /// <summary>The correlator has not looked at it.</summary>
    New,

    /// <summary>The same, but it started instances when it came, so its triggers are done with.</summary>
    Started,

    /// <summary>It was looked at and waits for a bookmark.</summary>
    Waiting,

    /// <summary>It led to work, or nothing can match it.</summary>
    Consumed,
}
