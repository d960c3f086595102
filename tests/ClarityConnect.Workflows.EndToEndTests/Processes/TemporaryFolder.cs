namespace ClarityConnect.Workflows.EndToEndTests.Processes;

/// <summary>A data folder that is deleted at the end, with the database that was kept elsewhere for it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder()
    {
        Path = Directory.CreateTempSubdirectory("clarity-e2e-").FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path, (UnixFileMode)0b111_101_101); // PostgreSQL's user passes through when the tests run as root
    }

    public string Path { get; }

    public void Dispose()
    {
        var pointer = System.IO.Path.Combine(Path, "postgres.location");
        if (File.Exists(pointer))
            Directory.Delete(File.ReadAllText(pointer), recursive: true);
        Directory.Delete(Path, recursive: true);
    }
}
