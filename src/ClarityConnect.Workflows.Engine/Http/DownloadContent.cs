using System.Buffers;
using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;
using ClarityConnect.Workflows.Sdk.Failures;

namespace ClarityConnect.Workflows.Engine.Http;

/// <summary>Writes the content of downloads: small ones into memory, larger ones piece by piece into a temporary file that vanishes when it is closed.</summary>
internal static class DownloadContent
{
    private const int MemoryLimit = 1024 * 1024;

    private const int PieceLength = 64 * 1024;

    /// <summary>The only time that a zip's entries may have, so that the same files always make the same zip and a broken download can go on.</summary>
    private static readonly DateTimeOffset EntryTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static async Task<Stream> CreateAsync(IReadOnlyList<DownloadPart> parts, CancellationToken cancellationToken)
    {
        var length = parts.Sum(part => (long)part.Bytes.Length);
        Stream content = length <= MemoryLimit ? new MemoryStream() : CreateFile();
        try
        {
            if (parts is [var single])
                await WriteAsync(single, content, cancellationToken);
            else
                await ZipAsync(parts, content, cancellationToken);
            await content.FlushAsync(cancellationToken);
            content.Position = 0;
            return content;
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }
    }

    public static FileStream CreateFile()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            BufferSize = PieceLength,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
    }

    public static FileStream OpenFile(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, PieceLength, FileOptions.Asynchronous);

    /// <summary>An entity tag from the content itself.</summary>
    public static async Task<string> EntityTagAsync(Stream content, CancellationToken cancellationToken)
    {
        var hash = await SHA256.HashDataAsync(content, cancellationToken);
        content.Position = 0;
        return $"\"{Convert.ToHexStringLower(hash.AsSpan(0, 16))}\"";
    }

    public static async Task WriteAsync(DownloadPart part, Stream to, CancellationToken cancellationToken)
    {
        if (!part.IsBase64)
        {
            await to.WriteAsync(part.Bytes, cancellationToken);
            return;
        }

        var piece = ArrayPool<byte>.Shared.Rent(PieceLength);
        try
        {
            var rest = part.Bytes;
            while (rest.Length > 0)
            {
                var taken = rest[..Math.Min(rest.Length, PieceLength)];
                var isLast = taken.Length == rest.Length;
                if (Base64.DecodeFromUtf8(taken.Span, piece, out var consumed, out var written, isLast) is OperationStatus.InvalidData || consumed == 0)
                    throw new ActivityException(FailureKind.InvalidData, $"The content of '{part.FileName ?? "the file"}' is not Base64, as the content of a file must be.");
                await to.WriteAsync(piece.AsMemory(0, written), cancellationToken);
                rest = rest[consumed..];
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
    }

    private static async Task ZipAsync(IReadOnlyList<DownloadPart> parts, Stream to, CancellationToken cancellationToken)
    {
        await using var archive = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < parts.Count; i++)
        {
            var entry = archive.CreateEntry(UniqueName(parts[i].FileName ?? $"file-{i + 1}", names));
            entry.LastWriteTime = EntryTime;
            await using var content = await entry.OpenAsync(cancellationToken);
            await WriteAsync(parts[i], content, cancellationToken);
        }
    }

    private static string UniqueName(string fileName, HashSet<string> names)
    {
        var name = Path.GetFileName(fileName.Replace('\\', '/'));
        for (var i = 2; !names.Add(name); i++)
            name = $"{Path.GetFileNameWithoutExtension(fileName)} ({i}){Path.GetExtension(fileName)}";
        return name;
    }
}
