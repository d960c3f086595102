namespace ClarityConnect.Workflows.Testing.Conformance.Lines;

/// <summary>What a line does with a call.</summary>
internal enum LineFault
{
    None,
    LostBefore,
    LostAfter,
    Unavailable,
    ErrorAfter,
    Unauthorized,
    Forbidden,
    Busy,
    Hang,
    Garbage,
    Truncated,
    Echo,
}
