using System.IO.Compression;
using System.Net;
using ClarityConnect.Workflows.IntegrationTests.Plugins;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Console;

public sealed class Administrators_see_plugins : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private ConsoleHost host = null!;
    private Visitor administrator = null!;

    public async ValueTask InitializeAsync()
    {
        host = await ConsoleHost.StartAsync(plugins: folder.Path);
        administrator = await host.SignInAsync("administrator");
    }

    public async ValueTask DisposeAsync()
    {
        administrator.Dispose();
        await host.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_package_is_installed_switched_and_removed_on_the_page()
    {
        var page = await administrator.GetAsync("/plugins");
        page.Words.ShouldContain($"There is no plugin yet. Copy the folder of one into <code>{folder.Path}</code>, or install a package below.");

        page = await administrator.UploadAsync(page, "install", "package", "acme.nupkg", Package("Acme.Points"));
        page.Words.ShouldContain("Acme Points 1.0.0 is installed. Its activities are in the toolbox.");
        page.Words.ShouldContain("<b>4 activities:</b> Add points, Ask program, Await approval, With bonus");
        page.Words.ShouldContain("<b>1 connection type:</b> Acme Points");
        page.Words.ShouldContain("<b>May call:</b> 127.0.0.1, *.acme.example");
        (await administrator.GetAsync("/connections/new")).Words.ShouldContain("An account at the loyalty program.");

        var off = await administrator.SubmitAsync(page, "Disable");
        off.Location.ShouldNotBeNull().ShouldEndWith("/plugins?disabled=acme.points");
        page = await administrator.GetAsync("/plugins?disabled=acme.points");
        page.Words.ShouldContain("The plugin is off. Runs that need it wait until it is on again.");
        await administrator.SubmitAsync(page, "Enable");
        (await administrator.GetAsync("/plugins?enabled=acme.points")).Words.ShouldContain("The plugin is on.");

        page = await administrator.GetAsync("/plugins/acme.points/remove");
        page.Words.ShouldContain("All its versions are deleted from this server (acme.points.1.0.0.nupkg).");
        await administrator.SubmitAsync(page, "Remove this plugin");
        (await administrator.GetAsync("/plugins?removed=yes")).Words.ShouldContain("There is no plugin yet.");
        (await administrator.GetAsync("/plugins/acme.points/remove")).Status.ShouldBe(HttpStatusCode.NotFound);
        host.Changes.Where(change => change.StartsWith("plugin.", StringComparison.Ordinal)).ShouldBe(["plugin.installed: acme.points 1.0.0", "plugin.disabled: acme.points", "plugin.enabled: acme.points", "plugin.removed: acme.points 1.0.0"]);
    }

    [Fact]
    public async Task A_plugin_is_made_of_the_description_of_an_api()
    {
        var page = await administrator.GetAsync("/plugins/openapi");
        page = await administrator.UploadAsync(page, "describe", "file", "x.yaml", "hello"u8.ToArray());
        page.Words.ShouldContain("The file is no description of an API: it holds no object.");
        page = await administrator.UploadAsync(page, "describe", "file", "petstore.yaml", await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "OpenApiDocuments", "petstore.yaml"), TestContext.Current.CancellationToken));
        page.Words.ShouldContain("Version 1.0.26-SNAPSHOT, 19 operations.");
        page.Words.ShouldContain("<b>Find pet by ID</b>");

        page = await administrator.SubmitAsync(page, "Find", ("do", "find"), ("find", "order get"), ("operation", "getPetById"), ("name", "Acme.Petstore"));
        page.Words.ShouldContain("1 chosen");
        page.Words.ShouldContain("<b>Find purchase order by ID</b>");
        page.Words.ShouldNotContain("<b>Find pet by ID</b>");
        var nameless = await administrator.SubmitAsync(page, "Make and install it", ("do", "install"), ("name", " "));
        nameless.Words.ShouldContain("Give the plugin a name, such as Acme.Petstore.");
        page = await administrator.SubmitAsync(page, "Make and install it", ("do", "install"), ("name", "Acme.Petstore"), ("operation", "getOrderById"));

        page.Words.ShouldContain("Acme Petstore 1.0.26-SNAPSHOT is installed. Its activities are in the toolbox.");
        page.Words.ShouldContain("<b>2 activities:</b> Find pet by ID, Find purchase order by ID");
        page.Words.ShouldContain("href=\"/connections/new?type=acme.petstore\"");
        (await administrator.GetAsync("/connections/new")).Words.ShouldContain("Acme Petstore");
        host.Changes.Where(change => change.StartsWith("plugin.", StringComparison.Ordinal)).ShouldBe(["plugin.installed: acme.petstore 1.0.26-SNAPSHOT"]);
    }

    [Fact]
    public async Task What_is_wrong_with_a_plugin_is_told_and_nothing_that_it_says_of_itself_is_believed()
    {
        var page = await administrator.GetAsync("/plugins");
        page = await administrator.UploadAsync(page, "install", "package", "broken.nupkg", [1, 2, 3]);
        page.Words.ShouldContain("It is no package");
        page = await administrator.UploadAsync(page, "install", "package", "empty.nupkg", []);
        page.Words.ShouldContain("Choose the package of a plugin, a .nupkg file.");

        page = await administrator.UploadAsync(page, "install", "package", "hostile.nupkg", Package(
            null, ("plugin.json", """{"id":"acme.hostile","version":"1.0.0","sdk":"0.1","name":"<script>alert(5)</script>","description":"<img src=x onerror=alert(6)>","assembly":"None.dll"}""")));

        page.Words.ShouldContain("is stored and not used as it should be. Its assembly None.dll is not there.");
        page.Text.ShouldNotContain("<script>alert(5)");
        page.Text.ShouldNotContain("<img");
        page.Text.ShouldContain("status-bad\">Failed");
        page.Words.ShouldContain("Try again");
        (await administrator.GetAsync("/plugins/acme.hostile/switch")).Text.ShouldNotContain("<script>alert(5)");
    }

    private static byte[] Package(string? plugin, params (string Name, string Content)[] further)
    {
        var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in plugin is null ? [] : Directory.GetFiles(PluginServer.Built(plugin)))
                zip.CreateEntryFromFile(file, Path.GetFileName(file));
            foreach (var (name, content) in further)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(content);
            }
        }

        return buffer.ToArray();
    }
}
