using System.IO.Compression;
using ClarityConnect.Workflows.Engine.Plugins;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Engine.Plugins;

public sealed class Manifests_and_packages_are_not_trusted : IDisposable
{
    private const string Good = """{"id":"acme.loyalty","version":"1.2.0","sdk":"0.1","assembly":"Acme.dll"}""";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_manifest_says_what_the_plugin_is()
    {
        var manifest = Read(
            """
            {
              // comments and a last comma are no harm
              "id": "acme.loyalty", "version": "1.2.0-beta.1", "name": "Acme Loyalty", "description": "Points.", "sdk": "[0.1,2.0)", "assembly": "lib/Acme.dll",
              "adds": { "activities": ["Acme.Add"], "connections": ["acme"] },
              "reach": { "hosts": ["*.acme.example"], "connections": ["intacct"] },
              "unknown": 1,
            }
            """);

        (manifest.Title, manifest.Name, manifest.Description, manifest.Sdk, manifest.Assembly).ShouldBe(("acme.loyalty 1.2.0-beta.1", "Acme Loyalty", "Points.", "[0.1,2.0)", "lib/Acme.dll"));
        manifest.Adds!.Activities.ShouldBe(["Acme.Add"]);
        manifest.Adds.Connections.ShouldBe(["acme"]);
        manifest.Reach.Hosts.ShouldBe(["*.acme.example"]);
        manifest.Reach.Connections.ShouldBe(["intacct"]);
        Read(Good).Name.ShouldBe("acme.loyalty");
    }

    [Theory]
    [InlineData("acme.loyalty", "../acme", "'id' is '../acme'")]
    [InlineData("acme.loyalty", "acme loyalty", "'id' is")]
    [InlineData("acme.loyalty", "", "'id' is missing")]
    [InlineData("1.2.0", "latest", "'version' is 'latest'. Write it as 1.2.0")]
    [InlineData("0.1", "any", "'sdk' is 'any'")]
    [InlineData("Acme.dll", "../../Acme.dll", "'assembly' is")]
    [InlineData("Acme.dll", "/tmp/Acme.dll", "'assembly' is")]
    [InlineData("Acme.dll", "C:\\\\Acme.dll", "'assembly' is")]
    [InlineData("Acme.dll", "Acme.exe", "'assembly' is")]
    [InlineData("\"sdk\"", "\"reach\":{\"hosts\":[1]},\"sdk\"", "'reach.hosts' is no list of texts")]
    public void A_wrong_manifest_is_refused_with_what_is_wrong(string good, string wrong, string says) =>
        Should.Throw<PluginRefusedException>(() => Read(Good.Replace(good, wrong, StringComparison.Ordinal))).Message.ShouldContain(says);

    [Theory]
    [InlineData("../outside.txt")]
    [InlineData("lib/../../outside.txt")]
    [InlineData("..\\outside.txt")]
    [InlineData("/tmp/outside.txt")]
    [InlineData("C:/outside.txt")]
    [InlineData("%2e%2e%2foutside.txt")]
    public void A_package_writes_nothing_outside_of_its_folder(string name)
    {
        var target = folder.Make("into");
        Should.Throw<PluginRefusedException>(() => PluginPackage.Unpack(Package(("plugin.json", Good), (name, "evil")), target, new PluginOptions())).Message.ShouldContain("outside of its own folder");
        Directory.GetFiles(folder.Path, "outside.txt", SearchOption.AllDirectories).ShouldBeEmpty();
        Directory.GetFiles(target).ShouldBeEmpty();
    }

    [Fact]
    public void What_lies_beside_the_manifest_is_unpacked_wherever_it_is()
    {
        var target = folder.Make("into");

        PluginPackage.Unpack(
            Package(("acme.nuspec", "x"), ("lib/net10.0/plugin.json", Good), ("lib/net10.0/Acme.dll", "a"), ("lib/net10.0/sub/With%20blank.dll", "b"), ("lib/other/c.dll", "c")), target, new PluginOptions());

        Directory.GetFiles(target, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(target, file).Replace('\\', '/')).Order()
            .ShouldBe(["Acme.dll", "plugin.json", "sub/With blank.dll"]);
    }

    [Fact]
    public void A_package_that_grows_too_large_or_has_too_many_files_is_given_up()
    {
        var large = Package(("plugin.json", Good), ("zeros.bin", new string('0', 3_000_000)));
        new FileInfo(large).Length.ShouldBeLessThan(20_000);
        Should.Throw<PluginRefusedException>(() => PluginPackage.Unpack(large, folder.Make("a"), new PluginOptions { MaxBytes = 1024 * 1024 })).Message.ShouldContain("more than a plugin may have: 5,000 files and 1 MiB");
        Should.Throw<PluginRefusedException>(() => PluginPackage.Unpack(Package(("plugin.json", Good), ("a", ""), ("b", "")), folder.Make("b"), new PluginOptions { MaxFiles = 2 })).Message.ShouldContain("2 files");
        Should.Throw<PluginRefusedException>(() => PluginPackage.Unpack(Package(("plugin.json", new string(' ', 300 * 1024))), folder.Make("c"), new PluginOptions())).Message.ShouldContain("a manifest may have 256 KiB");
        Should.Throw<PluginRefusedException>(() => PluginPackage.Unpack(Package(("readme.md", "x")), folder.Make("d"), new PluginOptions())).Message.ShouldContain("There is no plugin.json in the package.");
        File.WriteAllText(Path.Combine(folder.Path, "no.zip"), "text");
        Should.Throw<PluginRefusedException>(() => PluginPackage.Unpack(Path.Combine(folder.Path, "no.zip"), folder.Make("e"), new PluginOptions())).Message.ShouldContain("It is no package");
    }

    [Fact]
    public void A_link_in_a_folder_is_not_followed()
    {
        var drops = folder.Make("plugins");
        Directory.CreateDirectory(Path.Combine(drops, "acme"));
        File.WriteAllText(Path.Combine(drops, "acme", "plugin.json"), Good);
        File.CreateSymbolicLink(Path.Combine(drops, "acme", "secret.txt"), Path.GetTempPath());

        new DropFolder(drops, new PluginOptions()).Look().ShouldHaveSingleItem().Problem.ShouldBe("'secret.txt' is a link, which is not followed. Copy the file itself.");
    }

    private PluginManifest Read(string json)
    {
        var plugin = folder.Make(Guid.NewGuid().ToString("N"));
        File.WriteAllText(Path.Combine(plugin, PluginManifest.FileName), json);
        return ManifestReader.Read(plugin);
    }

    private string Package(params (string Name, string Content)[] entries)
    {
        var file = Path.Combine(folder.Path, $"{Guid.NewGuid():N}.nupkg");
        using var zip = ZipFile.Open(file, ZipArchiveMode.Create);
        foreach (var (name, content) in entries)
        {
            using var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.SmallestSize).Open());
            writer.Write(content);
        }

        return file;
    }
}
