namespace ClarityConnect.Workflows.Tests;

/// <summary>A folder that is deleted at the end, with the database that was kept elsewhere for it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <param name="name">What the folder's name begins with.</param>
    public TemporaryFolder(string name = "clarity-")
    {
        Path = Directory.CreateTempSubdirectory(name).FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path, (UnixFileMode)0b111_101_101); // other users pass through, as PostgreSQL's does when the tests run as root
    }

    public string Path { get; }

    public string Make(params string[] parts) => Directory.CreateDirectory(System.IO.Path.Combine([Path, .. parts])).FullName;

    /// <summary>A folder that nobody else enters.</summary>
    public string MakeSecret(string name)
    {
        var folder = Make(name);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return folder;
    }

    public void Dispose()
    {
        var pointer = System.IO.Path.Combine(Path, "postgres.location");
        if (File.Exists(pointer))
            Delete(File.ReadAllText(pointer));
        Delete(Path);
    }

    /// <summary>A database whose server was killed ends a moment after it, and writes until then.</summary>
    private static void Delete(string folder)
    {
        if (!SpinWait.SpinUntil(() => TryDelete(folder), Patience))
            Directory.Delete(folder, recursive: true);
    }

    private static bool TryDelete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
            return true;
        }
        catch (IOException)
        {
            return !Directory.Exists(folder);
        }
    }
}
