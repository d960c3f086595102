namespace ClarityConnect.Workflows.Engine.Scripting;

internal enum RunnerFrameType : byte
{
    Hello = 1,
    Evaluate = 2,
    Check = 3,
    Ping = 4,
    Done = 5,
    Failed = 6,
    Unknown = 7,
}
