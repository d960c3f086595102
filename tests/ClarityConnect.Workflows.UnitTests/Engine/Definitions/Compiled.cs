using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Activities.Flow;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Engine.Plugins;
using ClarityConnect.Workflows.Testing.Stores;
using Microsoft.Extensions.Options;

namespace ClarityConnect.Workflows.UnitTests.Engine.Definitions;

/// <summary>Compiles pieces of definitions with the built-in activities.</summary>
internal static class Compiled
{
    private static readonly DefinitionCompiler Compiler = new(
        new ActivityRegistry(BuiltInActivities.Types),
        new KnownPlugins(),
        new InMemoryStores(TimeProvider.System).Definitions,
        Options.Create(new FlowchartOptions()),
        Options.Create(new JournalOptions()));

    public static CompiledWorkflow Definition(string json) => Compiler.CompileAsync(Version(json), CancellationToken.None).GetAwaiter().GetResult(); // stores in memory answer at once

    public static CompiledWorkflow Root(string activity) => Definition($$"""{"root":{{activity}} }""");

    /// <summary>The root activity of a definition that consists of it alone.</summary>
    public static CompiledActivity Activity(string activity) => Root(activity).Activities[1];

    /// <summary>An input of an activity, given as the JSON of the input alone.</summary>
    public static CompiledInput Input(string type, string input, string json)
    {
        var member = char.ToLowerInvariant(input[0]) + input[1..];
        return Activity($$"""{"id":"a","type":"{{type}}","{{member}}":{{json}} }""").Inputs.Single(compiled => compiled.Name == input);
    }

    /// <summary>The variables of a definition.</summary>
    public static IReadOnlyList<VariableDeclaration> Variables(string list) => Definition($$"""{"variables":{{list}} }""").Activities[0].Variables;

    /// <summary>A draft as it is stored.</summary>
    public static DefinitionVersion Version(string json) => new()
    {
        Id = "v1",
        DefinitionId = "d1",
        Version = 1,
        Name = "Under test",
        IsLatest = true,
        IsPublished = false,
        CreatedAt = DateTimeOffset.UnixEpoch,
        Document = json,
    };
}
