using System.IO.Compression;
using System.Xml.Linq;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.EndToEndTests.Plugins;

[Collection(typeof(Authors))]
public sealed class Packages_hold_what_authors_need(AuthorsMachine machine)
{
    private const string Prefix = "ClarityConnect.Workflows.";

    [Theory]
    [InlineData("Sdk", "lib/net10.0/ClarityConnect.Workflows.Sdk.dll", "lib/net10.0/ClarityConnect.Workflows.Sdk.xml")]
    [InlineData("Engine", "lib/net10.0/ClarityConnect.Workflows.Engine.dll", "lib/net10.0/ClarityConnect.Workflows.Engine.xml")]
    [InlineData("Testing", "lib/net10.0/ClarityConnect.Workflows.Testing.dll", "lib/net10.0/ClarityConnect.Workflows.Testing.xml")]
    [InlineData("ScriptRunner", "buildTransitive/ClarityConnect.Workflows.ScriptRunner.targets", "script-runner/main.mjs", "script-runner/guest/money.js", "script-runner/node_modules/quickjs-wasi/quickjs.wasm")]
    [InlineData("Templates", "content/clarity-activity/.template.config/template.json", "content/clarity-activity/.gitignore", "content/clarity-connector/nuget.config")]
    public void Each_has_its_files_and_says_what_it_is(string name, params string[] files)
    {
        using var package = ZipFile.OpenRead(Path.Combine(machine.Packages, $"{Prefix}{name}.0.1.0.nupkg"));
        using var manifest = package.GetEntry($"{Prefix}{name}.nuspec")!.Open();
        var metadata = XDocument.Load(manifest).Root!.Elements().Single();
        string? Text(string element) => metadata.Elements().FirstOrDefault(found => found.Name.LocalName == element)?.Value;

        files.Append("README.md").Except(package.Entries.Select(entry => entry.FullName)).ShouldBeEmpty();
        package.Entries.ShouldNotContain(entry => entry.FullName.Contains("/bin/", StringComparison.Ordinal) || entry.FullName.Contains("/obj/", StringComparison.Ordinal));
        (Text("id"), Text("version"), Text("license"), Text("readme")).ShouldBe((Prefix + name, "0.1.0", "MIT", "README.md"));
        Text("description").ShouldNotBeNull().ShouldNotBe("Package Description");
        metadata.ToString().ShouldNotContain(Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../..")));
    }

    [Fact]
    public void What_the_harness_needs_comes_with_it()
    {
        using var package = ZipFile.OpenRead(Path.Combine(machine.Packages, $"{Prefix}Testing.0.1.0.nupkg"));
        using var manifest = package.GetEntry($"{Prefix}Testing.nuspec")!.Open();
        var dependencies = XDocument.Load(manifest).Descendants().Where(element => element.Name.LocalName == "dependency").ToList();

        ((string[])["Sdk", "Engine", "ScriptRunner"]).Select(name => Prefix + name).Except(dependencies.Select(dependency => dependency.Attribute("id")!.Value)).ShouldBeEmpty();
        Directory.GetFiles(machine.Packages).Length.ShouldBe(5);
    }
}
