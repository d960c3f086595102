using System.Xml.Linq;

namespace ClarityConnect.Workflows.UnitTests.Architecture;

/// <summary>The files that these tests were built from.</summary>
internal static class Repository
{
    public const string Prefix = "ClarityConnect.Workflows.";

    /// <summary>What a build, an editor or a run leaves behind; the same names are in .gitignore.</summary>
    private static readonly string[] LeftBehind =
        [".git", ".idea", ".vs", "artifacts", "bin", "BenchmarkDotNet.Artifacts", "data", "node_modules", "obj", "TestResults"];

    /// <summary>The folder with the solution, above the folder that the tests run in.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folders of the projects below src, by their short names.</summary>
    public static IReadOnlyDictionary<string, string> Projects { get; } = Directory.GetDirectories(Path.Combine(Root, "src"))
        .Where(folder => !IsLeftBehind(folder))
        .ToDictionary(folder => Path.GetFileName(folder)[Prefix.Length..]);

    public static bool IsLeftBehind(string path) => LeftBehind.Contains(Path.GetFileName(path));

    /// <summary>Files below a folder, without what builds leave behind.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) => Directory.EnumerateFiles(folder, pattern)
        .Concat(Directory.EnumerateDirectories(folder).Where(inner => !IsLeftBehind(inner)).SelectMany(inner => Files(inner, pattern)));

    /// <summary>Folders below a folder, without what builds leave behind.</summary>
    public static IEnumerable<string> Folders(string folder) => Directory.EnumerateDirectories(folder)
        .Where(inner => !IsLeftBehind(inner))
        .SelectMany(inner => Folders(inner).Prepend(inner));

    /// <summary>A path as it is written in messages.</summary>
    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>The full paths of the projects that a project file refers to.</summary>
    public static IEnumerable<string> ReferencesOf(string projectFile) => XDocument.Load(projectFile)
        .Descendants("ProjectReference")
        .Select(reference => (string?)reference.Attribute("Include") ?? "")
        .Where(include => include.Length > 0)
        .Select(include => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(projectFile)!, include.Replace('\\', '/'))));

    /// <summary>A project's short name, such as "Engine".</summary>
    public static string ShortName(string projectFile)
    {
        var name = Path.GetFileNameWithoutExtension(projectFile);
        return name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ClarityConnect.Workflows.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"There is no ClarityConnect.Workflows.sln above {AppContext.BaseDirectory}; run these tests where they were built.");
    }
}
