namespace ClarityConnect.Workflows.Tests.OpenApi;

/// <summary>What goes wrong with the next call.</summary>
internal enum DescribedFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is done, and the line breaks.</summary>
    LostAfter,

    /// <summary>It is done, and answered with 500.</summary>
    ErrorAfter,

    /// <summary>It is done, and answered with something else than was promised.</summary>
    WrongShape,

    /// <summary>It is not done: too many calls.</summary>
    Busy,

    /// <summary>It is not done: the API says no.</summary>
    Refuses,
}
