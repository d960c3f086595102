using System.Text;
using System.Xml;

namespace ClarityConnect.Workflows.Engine.Plugins;

/// <summary>The picture of a plugin, in memory. Show it only as an image, never as a document: it comes from outside.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="ContentType">"image/svg+xml" or "image/png".</param>
public sealed record PluginIcon(ReadOnlyMemory<byte> Bytes, string ContentType)
{
    /// <summary>64 KiB; an icon has a few hundred bytes.</summary>
    internal const int MaxBytes = 64 * 1024;

    private static readonly byte[] PngBegin = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The type of an icon by its file's name; null if it can be none.</summary>
    internal static string? TypeOf(string file) => Path.GetExtension(file).ToUpperInvariant() switch
    {
        ".SVG" => "image/svg+xml",
        ".PNG" => "image/png",
        _ => null,
    };

    /// <summary>Reads the icon that a manifest names; null if it names none.</summary>
    /// <exception cref="PluginRefusedException">It is not there, too large, or no picture.</exception>
    internal static PluginIcon? Read(PluginManifest manifest, string folder)
    {
        if (manifest.Icon is not { } name)
            return null;
        var file = new FileInfo(Path.Combine(folder, name));
        if (!file.Exists)
            throw new PluginRefusedException($"Its icon {name} is not there. Have the build of the plugin copy it, or leave 'icon' out of {PluginManifest.FileName}.");
        if (file.Length > MaxBytes)
            throw new PluginRefusedException($"Its icon {name} has {file.Length / 1024:N0} KiB; an icon may have {MaxBytes / 1024} KiB. Its author has to make it smaller.");
        var (bytes, type) = (File.ReadAllBytes(file.FullName), TypeOf(name)!);
        if (!(type == "image/png" ? bytes.AsSpan().StartsWith(PngBegin) : IsSvg(bytes)))
            throw new PluginRefusedException($"Its icon {name} is no {Path.GetExtension(name).TrimStart('.').ToUpperInvariant()} picture. Its author has to correct it, or leave 'icon' out of {PluginManifest.FileName}.");
        return new PluginIcon(bytes, type);
    }

    private static bool IsSvg(byte[] bytes)
    {
        try
        {
            using var xml = XmlReader.Create(new StringReader(Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF')), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            xml.MoveToContent();
            var isSvg = xml is { LocalName: "svg", NamespaceURI: "http://www.w3.org/2000/svg" };
            while (xml.Read())
            {
                // To its end, so that it is whole.
            }

            return isSvg;
        }
        catch (XmlException)
        {
            return false;
        }
    }
}
