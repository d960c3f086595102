using System.Reflection;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;

namespace ClarityConnect.Workflows.Templates;

/// <summary>
/// The files of a new plugin and its tests, from the templates that <c>dotnet new</c> has too. They can be changed, added to and taken away before they are
/// written.
/// </summary>
public sealed partial class PluginProject
{
    private const string SampleName = "Acme.Hello";
    private const string SampleWords = "Acme Hello";
    private const string SampleId = "acme.hello";
    private const string SampleVersion = "0.1.0";
    private const string SamplePackages = "CLARITY_PACKAGES";
    private const string PackageSources = "nuget.config";

    private static readonly Assembly Own = typeof(PluginProject).Assembly;

    private readonly SortedDictionary<string, string> files = new(StringComparer.Ordinal);

    private PluginProject(string name) => Name = name;

    /// <summary>The plugin's name, which is its namespace and that of its project, such as "Acme.Hello".</summary>
    public string Name { get; }

    /// <summary>The plugin's id in its manifest, such as "acme.hello".</summary>
    public string Id => Name.ToLowerInvariant();

    /// <summary>The name in words, such as "Acme Hello".</summary>
    public string Words => Name.Replace('.', ' ');

    /// <summary>The texts of the files by their paths, with slashes, from the folder that holds the plugin and its tests.</summary>
    public IReadOnlyDictionary<string, string> Files => files;

    /// <summary>Whether a name can be a plugin's: letters, digits and underscores in parts joined by dots, no part beginning with a digit.</summary>
    /// <param name="name">The name.</param>
    public static bool IsName(string name) => NamePattern().IsMatch(name);

    /// <summary>Makes the files of a plugin.</summary>
    /// <param name="template">What it begins with.</param>
    /// <param name="name">Its name; see <see cref="IsName"/>.</param>
    /// <param name="sdk">The version of the packages that it is built with, such as "0.1.0".</param>
    /// <param name="packages">The whole path of a folder with these packages; null where they come from the sources that the machine has.</param>
    /// <exception cref="ArgumentException">The name cannot be a plugin's.</exception>
    public static PluginProject Create(PluginTemplate template, string name, string sdk, string? packages)
    {
        if (!IsName(name))
            throw new ArgumentException($"'{name}' cannot be the name of a plugin. Write letters and digits in parts joined by dots, such as {SampleName}.", nameof(name));
        var project = new PluginProject(name);
        string Replaced(string text) => Sample().Replace(text, found => found.Value switch
        {
            SampleName => name,
            SampleWords => project.Words,
            SampleId => project.Id,
            SampleVersion => sdk,
            _ => SecurityElement.Escape(packages) ?? "",
        });

        var folder = $"clarity-{template.ToString().ToLowerInvariant()}/";
        foreach (var resource in Own.GetManifestResourceNames().Where(resource => resource.StartsWith(folder, StringComparison.Ordinal)))
        {
            var path = resource[folder.Length..];
            if (path.StartsWith(".template.config/", StringComparison.Ordinal) || (path == PackageSources && packages is null))
                continue;
            using var reader = new StreamReader(Own.GetManifestResourceStream(resource)!, Encoding.UTF8);
            project.files[Replaced(path)] = Replaced(reader.ReadToEnd());
        }

        return project;
    }

    /// <summary>Adds a file, or gives one another text.</summary>
    /// <param name="path">Its path, with slashes, such as "Acme.Hello/SayHello.cs".</param>
    /// <param name="text">Its text.</param>
    public void Put(string path, string text) => files[path] = text;

    /// <summary>Takes a file away.</summary>
    /// <param name="path">Its path, with slashes.</param>
    public void Remove(string path) => files.Remove(path);

    /// <summary>Writes the files.</summary>
    /// <param name="folder">The folder; it is made where it is missing.</param>
    /// <exception cref="IOException">There is something in the folder already, or it cannot be written.</exception>
    public void Write(string folder)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            throw new IOException($"There is something at {folder} already. Name a folder that is empty or does not exist.");
        foreach (var (path, text) in files)
        {
            var target = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllText(target, text);
        }
    }

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{Nd}_]*(\.[\p{L}_][\p{L}\p{Nd}_]*)*$")]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"Acme\.Hello|Acme Hello|acme\.hello|0\.1\.0|CLARITY_PACKAGES")]
    private static partial Regex Sample();
}
