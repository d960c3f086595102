using ClarityConnect.Workflows.Templates;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.EndToEndTests.Plugins;

/// <summary>Both templates as <c>dotnet new</c> and the server's own command write them: they build without a warning, and their tests pass.</summary>
[Collection(typeof(Authors))]
public sealed class Templates_are_ready_to_use(AuthorsMachine machine)
{
    [Theory]
    [InlineData("clarity-activity", PluginTemplate.Activity, 2)]
    [InlineData("clarity-connector", PluginTemplate.Connector, 11)]
    public async Task What_a_template_writes_builds_and_its_tests_pass(string name, PluginTemplate template, int tests)
    {
        var folder = await machine.BeginAsync(name, "Contoso.Crm.Leads");

        var written = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText);
        var own = PluginProject.Create(template, "Contoso.Crm.Leads", "0.1.0", machine.Packages).Files;
        written.Keys.Order(StringComparer.Ordinal).ShouldBe(own.Keys);
        written.Where(file => file.Value != own[file.Key]).Select(file => file.Key).ShouldBeEmpty();

        var output = await machine.RunAsync("test", Path.Combine(folder, "Contoso.Crm.Leads.Tests"));

        output.ShouldContain($"Failed:     0, Passed: {tests,5}, Skipped:     0");
        Directory.GetFiles(Path.Combine(folder, "Contoso.Crm.Leads", "bin", "Debug", "net10.0")).Select(file => Path.GetExtension(file)).Order(StringComparer.Ordinal)
            .ShouldBe([".dll", ".json", ".json", ".json", ".pdb"]);
    }
}
