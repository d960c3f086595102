using System.Security.Cryptography;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Heartland.Payroll;

/// <summary>The drop folder: what waits in it, and where files go that were taken. Nothing above it is touched, also not through links.</summary>
public sealed class PayrollFolder
{
    /// <summary>The folder below that takes files whose runs were started.</summary>
    public const string Processed = "processed";

    /// <summary>The folder below that takes files that could not be read.</summary>
    public const string Rejected = "rejected";

    private const long LongestFile = 50_000_000;

    private readonly TimeSpan quiet;
    private readonly TimeProvider time;

    internal PayrollFolder(string root, string currency, TimeSpan quiet, TimeProvider time) => (Root, Currency, this.quiet, this.time) = (root, currency, quiet, time);

    /// <summary>The folder.</summary>
    public string Root { get; }

    /// <summary>The payroll's currency, ISO 4217.</summary>
    public string Currency { get; }

    /// <summary>The files that wait and are no longer being written, by name.</summary>
    /// <param name="subfolder">A folder below; empty for the folder itself.</param>
    /// <param name="pattern">Which files, such as "*.csv".</param>
    /// <exception cref="ActivityException">There is no such folder, or the server may not read it.</exception>
    internal IReadOnlyList<FileInfo> ListWaiting(string subfolder, string pattern)
    {
        var folder = Below(subfolder);
        if (pattern.Length == 0 || pattern.AsSpan().IndexOfAny('/', '\\') >= 0)
            throw new ActivityException(FailureKind.Misconfigured, $"'{pattern}' is no pattern for file names. Give one such as *.csv.");
        return Guarded(folder, () =>
        {
            if (!folder.Exists)
                throw new ActivityException(FailureKind.Misconfigured, $"There is no folder '{folder.FullName}' on the server. Make it, or mount it there.");
            var before = time.GetUtcNow() - quiet;
            return (IReadOnlyList<FileInfo>)[.. folder.EnumerateFiles(pattern)
                .Where(file => file.LinkTarget is null && !file.Name.StartsWith('.') && new DateTimeOffset(file.LastWriteTimeUtc) <= before)
                .OrderBy(file => file.Name, StringComparer.Ordinal)];
        });
    }

    /// <summary>A file's content and the digest by which it is known again.</summary>
    internal static (byte[] Content, string Hash) Read(FileInfo file) => Guarded(file.Directory!, () =>
    {
        if (file.Length > LongestFile)
            throw new ActivityException(FailureKind.InvalidData, $"The file '{file.Name}' is longer than {LongestFile / 1_000_000} MB. Split it.");
        var content = File.ReadAllBytes(file.FullName);
        return (content, Convert.ToHexStringLower(SHA256.HashData(content)));
    });

    /// <summary>Moves a file away. One of the same name that lies there is kept: the digest becomes part of the name.</summary>
    internal static void Move(FileInfo file, string hash, string target) => Guarded(file.Directory!, () =>
    {
        var folder = file.Directory!.CreateSubdirectory(target);
        var name = $"{Path.GetFileNameWithoutExtension(file.Name)}.{hash[..12]}{file.Extension}";
        File.Move(file.FullName, Path.Combine(folder.FullName, name), overwrite: true);
        return true;
    });

    /// <summary>Makes sure that files can be moved.</summary>
    internal void CheckWritable() => Guarded(new DirectoryInfo(Root), () =>
    {
        var probe = Path.Combine(Root, $".clarity-{Guid.NewGuid():n}");
        File.WriteAllBytes(probe, []);
        File.Delete(probe);
        return true;
    });

    private DirectoryInfo Below(string subfolder)
    {
        var path = Path.GetFullPath(Path.Combine(Root, subfolder.Trim()));
        var root = Path.TrimEndingDirectorySeparator(Root);
        if (path != root && !path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new ActivityException(FailureKind.Misconfigured, $"The folder '{subfolder}' is not below the connection's folder. Give a name without '..'.");
        for (var folder = new DirectoryInfo(path); folder is not null && folder.FullName.Length > root.Length; folder = folder.Parent)
        {
            if (folder.LinkTarget is not null)
                throw new ActivityException(FailureKind.Misconfigured, $"The folder '{folder.Name}' is a link that may lead elsewhere. Mount it, or make it a real folder.");
        }

        return new DirectoryInfo(path);
    }

    private static T Guarded<T>(DirectoryInfo folder, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new ActivityException(FailureKind.Unauthorized, $"The server may not read or write '{folder.FullName}': {exception.Message} Give its user the rights.", exception);
        }
        catch (IOException exception)
        {
            throw new ActivityException(FailureKind.Transient, $"'{folder.FullName}' could not be read or written: {exception.Message} It is tried again.", exception);
        }
    }
}
