namespace Acme.Hello.Tests;

/// <summary>How the service treats a request.</summary>
internal enum TwinFault
{
    /// <summary>As it should.</summary>
    None,

    /// <summary>It asks for fewer calls.</summary>
    Busy,

    /// <summary>The line breaks before anything is done.</summary>
    LostBefore,

    /// <summary>The line breaks after it is done.</summary>
    LostAfter,

    /// <summary>It answers an error although it is done.</summary>
    ErrorAfter,
}
