using System.IO.Compression;
using System.Text;

namespace ClarityConnect.Workflows.Console.Imports;

/// <summary>
/// A file's text between the page that looks at it and the one that imports it: packed into a hidden field, so that no server has to remember it. What
/// comes back is read as anything that is sent: within limits.
/// </summary>
internal static class CarriedFile
{
    /// <summary>The most characters of a packed text; a form's field takes no more.</summary>
    public const int MostCharacters = 4_000_000;

    private const int MaxBytes = 10 * 1024 * 1024;

    public static string Pack(string text) => Pack(Encoding.UTF8.GetBytes(text), CompressionLevel.Fastest);

    public static string Pack(ReadOnlySpan<byte> content, CompressionLevel level)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, level, leaveOpen: true))
            gzip.Write(content);
        return Convert.ToBase64String(packed.ToArray());
    }

    /// <summary>The text; null if it is not what was packed.</summary>
    public static string? Unpack(string packed) => Unpack(packed, MaxBytes) is { } content ? Encoding.UTF8.GetString(content.Span) : null;

    /// <summary>The bytes; null if they are not what was packed, or more than there may be.</summary>
    public static ReadOnlyMemory<byte>? Unpack(string packed, int maxBytes)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(Convert.FromBase64String(packed)), CompressionMode.Decompress);
            var text = new MemoryStream();
            var chunk = new byte[81920];
            for (int read; (read = gzip.Read(chunk)) > 0;)
            {
                if (text.Length + read > maxBytes)
                    return null;
                text.Write(chunk, 0, read);
            }

            return text.GetBuffer().AsMemory(0, (int)text.Length);
        }
        catch (Exception exception) when (exception is FormatException or InvalidDataException)
        {
            return null;
        }
    }
}
