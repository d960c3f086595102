namespace ClarityConnect.Workflows.Server.Agents;

/// <summary>What the agent's process ends with.</summary>
internal static class AgentExit
{
    /// <summary>It was told to stop.</summary>
    public const int Stopped = 0;

    /// <summary>An error that nobody foresaw.</summary>
    public const int Unforeseen = 1;

    /// <summary>An option is wrong or missing.</summary>
    public const int WrongOptions = 2;

    /// <summary>The server does not accept the key.</summary>
    public const int KeyRefused = 3;

    /// <summary>Another agent has the data folder.</summary>
    public const int FolderInUse = 4;

    /// <summary>Asked for by --probe: the table map does not fit the database, or the database cannot be read.</summary>
    public const int ProbeFailed = 5;
}
