namespace ClarityConnect.Workflows.Persistence.Embedded;

/// <summary>Another running server has this data folder.</summary>
public sealed class DataFolderInUseException : Exception
{
    /// <summary>An exception that names neither folder nor process.</summary>
    public DataFolderInUseException()
    {
    }

    /// <summary>An exception with a message of the caller's own.</summary>
    public DataFolderInUseException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message of the caller's own and the error behind it.</summary>
    public DataFolderInUseException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal DataFolderInUseException(string dataFolder, int? processId, Exception innerException)
        : base(
            $"The data folder '{dataFolder}' is in use by another server ({(processId is { } id ? $"process {id}" : "its process id is not known yet")}). "
            + "Stop that server, or start this one with another data folder (--data).",
            innerException)
    {
        DataFolder = dataFolder;
        ProcessId = processId;
    }

    /// <summary>The folder both servers want.</summary>
    public string? DataFolder { get; }

    /// <summary>The process that has it, as far as it has said so in <c>server.pid</c>.</summary>
    public int? ProcessId { get; }
}
