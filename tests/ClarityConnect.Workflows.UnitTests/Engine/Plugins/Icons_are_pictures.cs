using ClarityConnect.Workflows.Engine.Plugins;
using ClarityConnect.Workflows.UnitTests.Architecture;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Engine.Plugins;

public sealed class Icons_are_pictures : IDisposable
{
    private const string Svg = """<svg xmlns="http://www.w3.org/2000/svg"/>""";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_plugin_brings_its_own()
    {
        var icon = PluginIcon.Read(ManifestReader.Read(Path.Combine(Repository.Root, "plugins", "Acme.Loyalty")), Path.Combine(Repository.Root, "plugins", "Acme.Loyalty"))!;

        icon.ContentType.ShouldBe("image/svg+xml");
        icon.Bytes.Length.ShouldBeInRange(50, 2000);
        Read("icon.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0])!.ContentType.ShouldBe("image/png");
        Read(null, []).ShouldBeNull();
    }

    [Theory]
    [InlineData("icon.svg", "<html/>", "Its icon icon.svg is no SVG picture.")]
    [InlineData("icon.svg", "<svg xmlns='http://www.w3.org/2000/svg'>", "Its icon icon.svg is no SVG picture.")]
    [InlineData("icon.svg", "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>", "Its icon icon.svg is no SVG picture.")]
    [InlineData("icon.png", Svg, "Its icon icon.png is no PNG picture.")]
    [InlineData("../icon.svg", Svg, "'icon' is '../icon.svg'. Name an .svg or .png beside the manifest, such as icon.svg")]
    [InlineData("/tmp/icon.svg", Svg, "'icon' is")]
    [InlineData("icon.html", Svg, "'icon' is")]
    public void What_is_none_is_refused(string name, string content, string says) =>
        Should.Throw<PluginRefusedException>(() => Read(name, System.Text.Encoding.UTF8.GetBytes(content))).Message.ShouldContain(says);

    [Fact]
    public void One_that_is_too_large_or_missing_is_refused()
    {
        Should.Throw<PluginRefusedException>(() => Read("icon.svg", new byte[70 * 1024])).Message.ShouldBe("Its icon icon.svg has 70 KiB; an icon may have 64 KiB. Its author has to make it smaller.");
        Should.Throw<PluginRefusedException>(() => Read("icon.svg", null)).Message.ShouldStartWith("Its icon icon.svg is not there.");
    }

    private PluginIcon? Read(string? name, byte[]? content)
    {
        var plugin = folder.Make(Guid.NewGuid().ToString("N"));
        File.WriteAllText(
            Path.Combine(plugin, PluginManifest.FileName),
            $$"""{"id":"acme","version":"1.0.0","sdk":"0.1","assembly":"Acme.dll","icon":{{System.Text.Json.JsonSerializer.Serialize(name)}}}""");
        var manifest = ManifestReader.Read(plugin);
        if (name is not null && content is not null)
            File.WriteAllBytes(Path.Combine(plugin, name), content);
        return PluginIcon.Read(manifest, plugin);
    }
}
