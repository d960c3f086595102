using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.EndToEndTests.Plugins;

/// <summary>Both templates: <c>dotnet new</c> and the server's own command write the same, which builds without a warning and passes its tests.</summary>
[Collection(typeof(Authors))]
public sealed class Templates_are_ready_to_use(AuthorsMachine machine)
{
    private const string Name = "Contoso.Crm.Leads";

    [Theory]
    [InlineData("clarity-activity", 2)]
    [InlineData("clarity-connector", 11, "--connector")]
    public async Task What_a_template_writes_builds_and_its_tests_pass(string template, int tests, params string[] options)
    {
        var folder = await machine.BeginAsync(template, Name);
        var own = machine.Place($"{template}-by-command");
        var (code, text) = await machine.CommandAsync(["plugin", "new", Name, "--packages", machine.Packages, "--output", own, "--json", .. options]);

        code.ShouldBe(0, text);
        var report = JsonNode.Parse(text)!.AsArray().ShouldHaveSingleItem()!;
        (report["plugin"]!.GetValue<string>(), report["outcome"]!.GetValue<string>(), report["folder"]!.GetValue<string>()).ShouldBe((Name, "Created", own));
        var written = FilesOf(folder);
        report["files"]!.AsArray().Select(file => file!.GetValue<string>()).ShouldBe(written.Keys);
        FilesOf(own).ShouldBe(written);

        var output = await machine.RunAsync("test", Path.Combine(folder, $"{Name}.Tests"));

        output.ShouldContain($"Failed:     0, Passed: {tests,5}, Skipped:     0");
        Directory.GetFiles(Path.Combine(folder, Name, "bin", "Debug", "net10.0")).Select(Path.GetFileName).Order(StringComparer.Ordinal)
            .ShouldBe([$"{Name}.deps.json", $"{Name}.dll", $"{Name}.pdb", $"{Name}.runtimeconfig.json", "plugin.json"]);
    }

    [Fact]
    public async Task The_command_refuses_what_it_cannot_write()
    {
        var there = machine.Place("there");
        Directory.CreateDirectory(there);
        await File.WriteAllTextAsync(Path.Combine(there, "notes.txt"), "mine", TestContext.Current.CancellationToken);

        (await machine.CommandAsync("plugin", "new", Name, "--output", there)).ShouldBe(
            (1, $"Refused      {Name}\n             There is something at {there} already. Name a folder that is empty or does not exist.\n"));
        (await machine.CommandAsync("plugin", "new")).ShouldBe((2, "Give one name, such as Acme.Hello.\n"));
        (await machine.CommandAsync("plugin", "new", "my-plugin")).ShouldBe(
            (2, "'my-plugin' cannot be the name of a plugin. Write letters and digits in parts joined by dots, such as Acme.Hello.\n"));
        (await machine.CommandAsync("plugin", "new", Name, "--packages", there)).ShouldBe(
            (2, $"There are no packages of version 0.1.0 in {there}. Make them in a working copy of this version, with: dotnet pack src/Packages.slnf\n"));
        Directory.GetFiles(there).ShouldHaveSingleItem();
    }

    /// <summary>A newcomer's first idea of an input, which would silently get the activity's own name.</summary>
    [Fact]
    public async Task An_input_with_a_name_of_the_activity_itself_is_refused_with_advice()
    {
        var folder = await machine.BeginAsync("clarity-activity", "Acme.Named");
        var source = Path.Combine(folder, "Acme.Named", "SayHello.cs");
        await File.WriteAllTextAsync(source, (await File.ReadAllTextAsync(source, TestContext.Current.CancellationToken)).Replace("Person", "Name", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await machine.RunAsync("build", Path.Combine(folder, "Acme.Named"));

        var (code, text) = await machine.CommandAsync("plugin", "validate", Path.Combine(folder, "Acme.Named", "bin", "Debug", "net10.0"));

        code.ShouldBe(1);
        text.ShouldBe("""
            Invalid      acme.named 1.0.0
                         The activity Acme.Named.SayHello has an input 'Name', which is what workflows call something of the activity itself. Name it otherwise, such as 'SayHelloName'; DisplayName may stay 'Name'.

            """);
    }

    private static SortedDictionary<string, string> FilesOf(string folder) => new(
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText),
        StringComparer.Ordinal);
}
