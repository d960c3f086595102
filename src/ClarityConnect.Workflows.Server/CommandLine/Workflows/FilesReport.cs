namespace ClarityConnect.Workflows.Server.CommandLine.Workflows;

/// <summary>What a command did, file by file.</summary>
/// <param name="Files">The files.</param>
internal sealed record FilesReport(IReadOnlyList<FileReport> Files)
{
    public bool HasFailed => Files.Any(file => file.HasFailed);
}
