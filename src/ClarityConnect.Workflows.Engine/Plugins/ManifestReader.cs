using System.Text.Json;
using System.Text.RegularExpressions;
using ClarityConnect.Workflows.Engine.Definitions;

namespace ClarityConnect.Workflows.Engine.Plugins;

/// <summary>Reads manifests, trusting nothing in them.</summary>
internal static partial class ManifestReader
{
    /// <summary>256 KiB; a manifest has a few hundred bytes.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>Reads the manifest of a plugin's folder.</summary>
    /// <exception cref="PluginRefusedException">There is none, or it cannot be used.</exception>
    public static PluginManifest Read(string folder)
    {
        var file = new FileInfo(Path.Combine(folder, PluginManifest.FileName));
        if (!file.Exists)
            throw new PluginRefusedException($"There is no {PluginManifest.FileName} in it. Copy the whole folder that the build of the plugin made, with the manifest beside the assembly.");
        CheckSize(file.Length);
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file.FullName), new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return Read(json.RootElement);
        }
        catch (JsonException exception)
        {
            throw new PluginRefusedException($"Its {PluginManifest.FileName} is no JSON: {exception.Message} Correct it and copy the plugin again.", exception);
        }
    }

    /// <exception cref="PluginRefusedException">A manifest of so many bytes is none.</exception>
    public static void CheckSize(long bytes)
    {
        if (bytes > MaxBytes)
            throw new PluginRefusedException($"Its {PluginManifest.FileName} has {bytes / 1024:N0} KiB; a manifest may have {MaxBytes / 1024} KiB. It was not read. Ask the plugin's author for a proper one.");
    }

    private static PluginManifest Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw Wrong("it is no JSON object");
        var id = Required(json, "id");
        if (id.Length > 100 || !IdPattern().IsMatch(id))
            throw Wrong($"'id' is '{Shortened(id)}'. Use letters and digits in parts that are joined by dots or hyphens, such as acme.loyalty");
        var version = Required(json, "version");
        if (!PluginVersion.TryParse(version, out _))
            throw Wrong($"'version' is '{Shortened(version)}'. Write it as 1.2.0");
        var sdk = Required(json, "sdk");
        if (SdkRange.Parse(sdk) is null)
            throw Wrong($"'sdk' is '{Shortened(sdk)}'. Write the version of the Sdk that the plugin was built with, such as {SdkRange.Own.ToString(2)}, or a range such as [{SdkRange.Own.ToString(2)},{SdkRange.Own.Major + 1}.0)");
        var assembly = Required(json, "assembly").Replace('\\', '/');
        if (!assembly.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) || LeadsOut(assembly))
            throw Wrong($"'assembly' is '{Shortened(assembly)}'. Name a .dll beside the manifest, such as Acme.Loyalty.dll");
        var icon = JsonMembers.Text(json, "icon")?.Trim().Replace('\\', '/');
        if (icon is not null && (PluginIcon.TypeOf(icon) is null || LeadsOut(icon)))
            throw Wrong($"'icon' is '{Shortened(icon)}'. Name an .svg or .png beside the manifest, such as icon.svg");
        return new PluginManifest
        {
            Id = id,
            Version = version,
            Name = JsonMembers.Text(json, "name") is { Length: > 0 } name ? Shortened(name) : id,
            Description = JsonMembers.Text(json, "description"),
            Sdk = sdk,
            Assembly = assembly,
            Icon = icon,
            Adds = Member(json, "adds") is { } adds ? new PluginAdditions(Texts(adds, "adds", "activities"), Texts(adds, "adds", "connections")) : null,
            Reach = Member(json, "reach") is { } reach ? new PluginReach(Texts(reach, "reach", "hosts"), Texts(reach, "reach", "connections")) : new PluginReach([], []),
        };
    }

    private static bool LeadsOut(string path) => Path.IsPathRooted(path) || path.Contains(':', StringComparison.Ordinal) || path.Split('/').Contains("..");

    private static JsonElement? Member(JsonElement json, string name) => JsonMembers.Find(json, name) switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.Object } member => member,
        _ => throw Wrong($"'{name}' is no object"),
    };

    private static List<string> Texts(JsonElement json, string parent, string name)
    {
        if (JsonMembers.Find(json, name) is not { ValueKind: not JsonValueKind.Null } list)
            return [];
        if (list.ValueKind != JsonValueKind.Array || list.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
            throw Wrong($"'{parent}.{name}' is no list of texts");
        return [.. list.EnumerateArray().Select(item => item.GetString()!.Trim()).Where(item => item.Length > 0)];
    }

    private static string Required(JsonElement json, string name) =>
        JsonMembers.Text(json, name)?.Trim() is { Length: > 0 } text ? text : throw Wrong($"'{name}' is missing");

    private static string Shortened(string text) => text.Length <= 100 ? text : text[..100] + "…";

    private static PluginRefusedException Wrong(string what) => new($"Its {PluginManifest.FileName} cannot be used: {what}. Correct it and copy the plugin again.");

    [GeneratedRegex("^[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();
}
