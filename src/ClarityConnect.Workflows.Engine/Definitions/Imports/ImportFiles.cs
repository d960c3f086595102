using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace ClarityConnect.Workflows.Engine.Definitions.Imports;

/// <summary>
/// The definitions or instances in files and archives that somebody sends. What an archive claims of its sizes is not believed: bytes are counted as they are
/// unpacked, so that a small file that unpacks to a huge one is refused early.
/// </summary>
public sealed class ImportFiles
{
    /// <summary>The file in an archive that says what its definitions need; it is none itself.</summary>
    public const string ManifestName = "manifest.json";

    private const int MaxFileBytes = 10 * 1024 * 1024;
    private const int MaxTotalBytes = 200 * 1024 * 1024;
    private const int MaxEntries = 1000;
    private const int MaxDepth = 3;

    private readonly List<(string Name, string? Json, string? Problem)> files = [];
    private int total;
    private int entries;

    /// <summary>The files in order, each with its text, or with what keeps it from being read.</summary>
    public IReadOnlyList<(string Name, string? Json, string? Problem)> Files => files;

    /// <summary>Reads the files of a form.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="BadHttpRequestException">The request has no form.</exception>
    /// <exception cref="DefinitionInvalidException">There is more than is read at once.</exception>
    public static async Task<ImportFiles> OfAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
            throw new BadHttpRequestException("Send the files as a form (multipart/form-data).");
        var reading = new ImportFiles();
        foreach (var file in (await request.ReadFormAsync(cancellationToken)).Files)
        {
            await using var content = file.OpenReadStream();
            await reading.AddAsync(file.FileName, content, cancellationToken);
        }

        return reading;
    }

    /// <summary>Reads a file, or all that is in an archive.</summary>
    /// <param name="name">What it is called in the report.</param>
    /// <param name="content">The file.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="DefinitionInvalidException">There is more than is read at once.</exception>
    public async Task AddAsync(string name, Stream content, CancellationToken cancellationToken) => await AddAsync(name, content, depth: 0, cancellationToken);

    private async Task AddAsync(string name, Stream content, int depth, CancellationToken cancellationToken)
    {
        using var bytes = await ReadAsync(content, cancellationToken);
        if (bytes.TryGetBuffer(out var buffer) && buffer.AsSpan().StartsWith("PK\u0003\u0004"u8))
        {
            await UnpackAsync(name, bytes, depth + 1, cancellationToken);
        }
        else if (bytes.Length > MaxFileBytes)
        {
            files.Add((name, null, $"It has {bytes.Length:N0} bytes; at most {MaxFileBytes:N0} are read."));
        }
        else
        {
            using var reader = new StreamReader(bytes);
            files.Add((name, await reader.ReadToEndAsync(cancellationToken), null));
        }
    }

    private async Task UnpackAsync(string name, Stream content, int depth, CancellationToken cancellationToken)
    {
        if (depth > MaxDepth)
        {
            files.Add((name, null, $"It is an archive {depth} deep in others; at most {MaxDepth} are opened."));
            return;
        }

        try
        {
            using var archive = new ZipArchive(content, ZipArchiveMode.Read);
            foreach (var entry in archive.Entries.Where(IsWanted))
            {
                if (++entries > MaxEntries)
                    throw new DefinitionInvalidException($"The archive '{name}' has more than {MaxEntries:N0} files; nothing was imported. Import it in parts.");
                await using var file = await entry.OpenAsync(cancellationToken);
                await AddAsync($"{name}/{entry.FullName}", file, depth, cancellationToken);
            }
        }
        catch (InvalidDataException exception)
        {
            files.Add((name, null, $"The archive cannot be read: {exception.Message}"));
        }
    }

    private async Task<MemoryStream> ReadAsync(Stream content, CancellationToken cancellationToken)
    {
        var bytes = new MemoryStream();
        var chunk = new byte[81920];
        for (int read; (read = await content.ReadAsync(chunk, cancellationToken)) > 0;)
        {
            total += read;
            if (total > MaxTotalBytes)
                throw new DefinitionInvalidException($"The files unpack to more than {MaxTotalBytes:N0} bytes; nothing was imported. Import them in parts.");
            bytes.Write(chunk, 0, read);
        }

        bytes.Position = 0;
        return bytes;
    }

    /// <summary>macOS adds copies of its own.</summary>
    private static bool IsWanted(ZipArchiveEntry entry) =>
        !entry.FullName.StartsWith("__MACOSX", StringComparison.Ordinal)
        && entry.FullName != ManifestName
        && (entry.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || entry.Name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase));
}
