using System.Buffers;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Connectors.Warehouse.Files;

/// <summary>Writes files into one folder.</summary>
public sealed class FolderClient
{
    // Windows' list; a share that is mounted from there refuses them too.
    private static readonly SearchValues<char> Unfit = SearchValues.Create("/\\:*?\"<>|");

    private readonly string folder;

    internal FolderClient(string folder) => this.folder = folder;

    /// <summary>Writes a file whole or not at all; one of that name is replaced.</summary>
    /// <param name="name">The file's name, without a folder.</param>
    /// <param name="content">The file's bytes.</param>
    /// <param name="cancellationToken">Cancelled when the caller gives up.</param>
    /// <exception cref="ActivityException">The name is none, or the file cannot be written.</exception>
    public async Task WriteAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        if (name.Length is 0 or > 200 || name[0] == '.' || name.AsSpan().ContainsAny(Unfit) || name.Any(char.IsControl))
            throw new ActivityException(FailureKind.InvalidData, $"'{name}' is no file name. Use letters, digits, hyphens and dots, without a folder.");
        var path = Path.Combine(folder, name);
        var unfinished = Path.Combine(folder, $".{name}.part");
        try
        {
            await File.WriteAllBytesAsync(unfinished, content, cancellationToken);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (DirectoryNotFoundException exception)
        {
            throw new ActivityException(FailureKind.Misconfigured, $"There is no folder '{folder}' on the server. Make it, mount it, or correct the connection.", exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new ActivityException(FailureKind.Unauthorized, $"The server's user may not write in '{folder}'. Give it the right.", exception);
        }
        catch (IOException exception)
        {
            throw new ActivityException(FailureKind.Transient, $"'{name}' could not be written in '{folder}': {exception.Message} It is tried again.", exception);
        }
    }

    internal async Task TryAsync(CancellationToken cancellationToken)
    {
        const string Probe = "clarity-test.tmp";
        await WriteAsync(Probe, default, cancellationToken);
        File.Delete(Path.Combine(folder, Probe));
    }
}
