using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Architecture;

/// <summary>Who may know whom, and where things may be. A rule that is in the way is a decision to write down, not a line to change here.</summary>
public sealed partial class ArchitectureTests
{
    /// <summary>For each project what its project file may refer to.</summary>
    private static readonly Dictionary<string, string[]> MayReference = new()
    {
        ["Sdk"] = [],
        ["Engine"] = ["Sdk"],
        ["Persistence"] = ["Engine"],
        ["Connectors"] = ["Sdk"],
        ["ScriptRunner"] = [],
        ["Studio"] = ["Engine"],
        ["OpenApi"] = ["Sdk"],
        ["Console"] = ["Engine", "OpenApi"],
        ["Simulators"] = [],
        ["Templates"] = [],
        ["Testing"] = ["Sdk", "Engine", "ScriptRunner"],
        ["Server"] = ["Sdk", "Engine", "Persistence", "Connectors", "ScriptRunner", "Studio", "OpenApi", "Console", "Simulators", "Templates", "Testing"],
    };

    private static readonly string[] FoldersByKind = ["Models", "Services", "Helpers", "Extensions", "Common", "Utils", "Contracts"];

    private static readonly string[] RootEntries =
    [
        ".ci", ".editorconfig", ".gitattributes", ".gitignore", "ClarityConnect.Workflows.sln", "Directory.Build.props", "Directory.Build.targets",
        "Directory.Packages.props", "LICENSE", "README.md", "docker-compose.yml", "docs", "global.json", "plugins", "src", "templates", "tests", "workflows",
    ];

    /// <summary>The projects whose assemblies are beside the tests.</summary>
    public static TheoryData<string> BuiltProjects => ["Sdk", "Engine", "Persistence", "Connectors", "ScriptRunner", "OpenApi", "Console", "Simulators", "Templates", "Testing"];

    [Fact]
    public void Every_project_has_its_rules() => Repository.Projects.Keys.ShouldBe(MayReference.Keys, ignoreOrder: true);

    [Fact]
    public void Project_files_refer_only_to_what_they_may()
    {
        var wrong = Repository.Projects.SelectMany(project => Repository.ReferencesOf(ProjectFile(project.Value))
            .Select(Repository.ShortName)
            .Where(reference => !MayReference[project.Key].Contains(reference))
            .Select(reference => $"{project.Key} refers to {reference}"));

        wrong.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(BuiltProjects))]
    public void An_assembly_uses_only_what_its_project_may_know(string project)
    {
        var known = Known(project);

        AssembliesOf(project)
            .Where(name => name.StartsWith(Repository.Prefix, StringComparison.Ordinal))
            .Select(name => name[Repository.Prefix.Length..])
            .Where(name => !known.Contains(name))
            .ShouldBeEmpty();
    }

    [Fact]
    public void The_Sdk_uses_nothing_but_the_base_library_and_the_abstractions_of_Microsoft_Extensions() => AssembliesOf("Sdk")
        .Where(name => name is not ("netstandard" or "mscorlib") && !name.StartsWith("System.", StringComparison.Ordinal) && !name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal))
        .ShouldBeEmpty();

    [Theory]
    [InlineData("Engine")]
    [InlineData("Console")]
    [InlineData("Connectors")]
    public void Only_the_persistence_project_and_the_server_know_Entity_Framework(string project)
    {
        AssembliesOf(project).ShouldNotContain(name => name.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal));
        SourcesOf(project).Where(file => File.ReadAllText(file).Contains("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)).Select(Repository.Relative).ShouldBeEmpty();
    }

    [Fact]
    public void No_connector_knows_the_engine() => SourcesOf("Connectors")
        .Where(file => File.ReadAllText(file).Contains($"{Repository.Prefix}Engine", StringComparison.Ordinal))
        .Select(Repository.Relative)
        .ShouldBeEmpty();

    [Fact]
    public void No_connector_mentions_another_connector()
    {
        var connectors = Repository.Projects["Connectors"];
        var vendors = Directory.GetDirectories(connectors)
            .Where(folder => !Repository.IsLeftBehind(folder) && File.Exists(Path.Combine(folder, "README.md")))
            .Select(folder => Path.GetFileName(folder)!)
            .ToList();
        var wrong = vendors.SelectMany(vendor => Repository.Files(Path.Combine(connectors, vendor), "*.cs")
            .SelectMany(file => vendors
                .Where(other => other != vendor && Regex.IsMatch(File.ReadAllText(file), $@"\bConnectors\.{other}\b"))
                .Select(other => $"{Repository.Relative(file)} mentions {other}")));

        vendors.Count.ShouldBeGreaterThan(1);
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Plugins_know_the_Sdk_and_their_tests_the_test_harness()
    {
        var plugins = Path.Combine(Repository.Root, "plugins");
        var files = Directory.Exists(plugins) ? Repository.Files(plugins, "*.csproj") : [];
        var wrong = files.SelectMany(file => Repository.ReferencesOf(file)
            .Where(reference => !reference.StartsWith(plugins, StringComparison.Ordinal) && Repository.ShortName(reference) is not ("Sdk" or "Testing"))
            .Select(reference => $"{Repository.Relative(file)} refers to {Repository.ShortName(reference)}"));

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Folders_are_ideas_not_kinds() => Repository.Folders(Path.Combine(Repository.Root, "src"))
        .Where(folder => FoldersByKind.Contains(Path.GetFileName(folder), StringComparer.OrdinalIgnoreCase))
        .Select(Repository.Relative)
        .ShouldBeEmpty();

    [Fact]
    public void The_root_holds_only_what_belongs_there() => Directory.EnumerateFileSystemEntries(Repository.Root)
        .Where(entry => !Repository.IsLeftBehind(entry) && !entry.EndsWith(".user", StringComparison.Ordinal))
        .Select(entry => Path.GetFileName(entry)!)
        .Where(entry => !RootEntries.Contains(entry))
        .ShouldBeEmpty();

    [Fact]
    public void No_project_refers_to_a_path_outside_the_repository()
    {
        var root = Repository.Root + Path.DirectorySeparatorChar;
        var wrong = BuildFiles().SelectMany(file => RelativePath().Matches(File.ReadAllText(file))
            .Where(path => !Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, path.Value.Replace('\\', '/'))).StartsWith(root, StringComparison.Ordinal))
            .Select(path => $"{Repository.Relative(file)}: {path.Value}"));
        var absolute = BuildFiles().SelectMany(file => AbsolutePath().Matches(File.ReadAllText(file)).Select(path => $"{Repository.Relative(file)}: {path.Value}"));

        wrong.ShouldBeEmpty();
        absolute.ShouldBeEmpty();
    }

    [Fact]
    public void The_solution_holds_every_project_below_src_tests_and_plugins()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "ClarityConnect.Workflows.sln")).Replace('\\', '/');

        ((string[])["src", "tests", "plugins"])
            .SelectMany(folder => Repository.Files(Path.Combine(Repository.Root, folder), "*.csproj"))
            .Select(Repository.Relative)
            .Where(project => !solution.Contains($"\"{project}\"", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    /// <summary>A path that climbs, as it is written in an attribute or element of a build file.</summary>
    [GeneratedRegex(@"(?<=[""'>;])(?:\.\.[/\\])+[^""'<>;*$]*")]
    private static partial Regex RelativePath();

    /// <summary>A path from the top of a disk, where a file of the build is named.</summary>
    [GeneratedRegex(@"(?<=(?:Include|Project|HintPath|Update)=""|<HintPath>)(?:/|[A-Za-z]:[/\\])[^""<]*")]
    private static partial Regex AbsolutePath();

    private static IEnumerable<string> BuildFiles() => ((string[])["*.csproj", "*.props", "*.targets"])
        .SelectMany(pattern => Repository.Files(Repository.Root, pattern));

    private static string ProjectFile(string folder) => Directory.GetFiles(folder, "*.csproj").ShouldHaveSingleItem();

    private static IEnumerable<string> SourcesOf(string project) =>
        Repository.Files(Repository.Projects[project], "*.cs").Concat(Repository.Files(Repository.Projects[project], "*.razor"));

    /// <summary>What a project may know through what it refers to.</summary>
    private static HashSet<string> Known(string project) =>
        [.. MayReference[project].SelectMany(reference => Known(reference).Append(reference))];

    private static List<string> AssembliesOf(string project)
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{Repository.Prefix}{project}.dll"));
        using var assembly = new PEReader(file);
        var metadata = assembly.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
