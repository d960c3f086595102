namespace ClarityConnect.Workflows.Engine.Scripting;

/// <summary>Kinds of messages; the numbers are part of the protocol with <c>host/frames.mjs</c>.</summary>
internal enum RunnerFrameType : byte
{
    Hello = 1,
    Evaluate = 2,
    Check = 3,
    Done = 5,
    Failed = 6,
    Unknown = 7,
}
