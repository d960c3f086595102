using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ClarityConnect.Workflows.Templates;
using ClarityConnect.Workflows.UnitTests.Architecture;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Templates;

public sealed class Plugins_are_begun_from_templates
{
    private static readonly string Folder = Path.Combine(Repository.Root, "templates");

    [Theory]
    [InlineData(PluginTemplate.Activity)]
    [InlineData(PluginTemplate.Connector)]
    public void Every_place_gets_the_plugins_own_name(PluginTemplate template)
    {
        var project = PluginProject.Create(template, "Contoso.Crm.Leads", "9.8.7", "/packages & more");

        project.Files.Keys.ShouldContain("Contoso.Crm.Leads/Contoso.Crm.Leads.csproj");
        project.Files.Keys.ShouldContain("Contoso.Crm.Leads.Tests/Contoso.Crm.Leads.Tests.csproj");
        project.Files.Keys.ShouldNotContain(path => path.Contains("template", StringComparison.OrdinalIgnoreCase));
        project.Files.ShouldAllBe(file => !Regex.IsMatch(file.Key + file.Value, "Acme.Hello|CLARITY_|0\\.1\\.0", RegexOptions.IgnoreCase));
        using var manifest = JsonDocument.Parse(project.Files["Contoso.Crm.Leads/plugin.json"]);
        string[] members = ["id", "name", "sdk", "assembly"];
        members.Select(member => manifest.RootElement.GetProperty(member).GetString()).ShouldBe(["contoso.crm.leads", "Contoso Crm Leads", "9.8.7", "Contoso.Crm.Leads.dll"]);
        XDocument.Parse(project.Files["nuget.config"]).Descendants("add").Single().Attribute("value")!.Value.ShouldBe("/packages & more");
    }

    [Fact]
    public void Without_a_folder_of_packages_the_sources_of_the_machine_are_left_alone() =>
        PluginProject.Create(PluginTemplate.Activity, "Acme.Parcels", "0.1.0", null).Files.Keys.ShouldNotContain("nuget.config");

    [Theory]
    [InlineData("")]
    [InlineData("my-plugin")]
    [InlineData("Acme.")]
    [InlineData("Acme.2Go")]
    [InlineData("../Acme")]
    public void What_is_no_namespace_is_no_name(string name) =>
        Should.Throw<ArgumentException>(() => PluginProject.Create(PluginTemplate.Activity, name, "0.1.0", null)).Message.ShouldContain("cannot be the name of a plugin");

    [Fact]
    public void What_lies_in_a_folder_is_not_overwritten()
    {
        using var folder = new TemporaryFolder();
        var project = PluginProject.Create(PluginTemplate.Activity, "Acme.Parcels", "0.1.0", null);
        project.Put("Acme.Parcels/Own.cs", "// own");
        project.Remove("README.md");

        project.Write(Path.Combine(folder.Path, "new"));
        Should.Throw<IOException>(() => project.Write(Path.Combine(folder.Path, "new"))).Message.ShouldContain("There is something at");

        File.ReadAllText(Path.Combine(folder.Path, "new", "Acme.Parcels", "Own.cs")).ShouldBe("// own");
        File.Exists(Path.Combine(folder.Path, "new", "README.md")).ShouldBeFalse();
    }

    /// <summary>What the generated projects are built with is what this repository is built with.</summary>
    [Fact]
    public void Versions_in_the_templates_are_those_of_the_repository()
    {
        var central = XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(package => package.Attribute("Include")!.Value, package => package.Attribute("Version")!.Value);
        var sdk = typeof(Sdk.Activities.Activity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

        var packages = Repository.Files(Folder, "*.csproj").SelectMany(file => XDocument.Load(file).Descendants("PackageReference"))
            .Select(package => (Id: package.Attribute("Include")!.Value, Version: package.Attribute("Version")!.Value)).ToList();
        packages.Where(package => package.Version != (central.GetValueOrDefault(package.Id) ?? "$(ClarityVersion)")).ShouldBeEmpty();
        Repository.Files(Folder, "Directory.Build.props").Select(file => XDocument.Load(file).Descendants("ClarityVersion").Single().Value).ShouldBe([sdk, sdk]);
        Repository.Files(Folder, "template.json").Select(DefaultSdk).ShouldBe([sdk, sdk]);
    }

    /// <summary>Each template stands by itself, so some files are there twice.</summary>
    [Fact]
    public void Files_that_both_templates_have_are_the_same()
    {
        string[] shared = ["Directory.Build.props", "nuget.config", ".gitignore", "Acme.Hello/Acme.Hello.csproj", "Acme.Hello.Tests/Acme.Hello.Tests.csproj"];

        shared.Where(file => File.ReadAllText(Path.Combine(Folder, "clarity-activity", file)) != File.ReadAllText(Path.Combine(Folder, "clarity-connector", file))).ShouldBeEmpty();
    }

    private static string DefaultSdk(string file)
    {
        using var template = JsonDocument.Parse(File.ReadAllText(file));
        return template.RootElement.GetProperty("symbols").GetProperty("sdk").GetProperty("defaultValue").GetString()!;
    }
}
