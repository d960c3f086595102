using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Activities.Flow;
using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Journal;
using ClarityConnect.Workflows.Engine.Plugins;
using ClarityConnect.Workflows.Sdk.Activities;
using ClarityConnect.Workflows.Testing.Stores;
using ClarityConnect.Workflows.UnitTests.Engine.Definitions;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.UnitTests.Engine.Plugins;

public sealed class Compiled_workflows_follow_the_plugins
{
    private const int Askers = 4;

    private const int Changes = 50_000;

    private const string Drawing = """{"root":{"id":"greet","type":"Acme.Greet"}}""";

    [Fact]
    public async Task Nobody_who_asks_after_a_plugin_went_is_given_what_was_compiled_before()
    {
        var token = TestContext.Current.CancellationToken;
        var store = new InMemoryStores(TimeProvider.System).Definitions;
        await store.SaveAsync(Compiled.Version(Drawing), [], [], token);
        var registry = new ActivityRegistry(BuiltInActivities.Types);
        var cache = new CompiledWorkflowCache(store, Compiler(registry, new KnownPlugins()));
        var stale = 0;
        using var atOnce = new Barrier(Askers, _ => registry.SetPlugins(registry.Find("Acme.Greet") is null ? [Plugin()] : [], []));
        var askers = Enumerable.Range(0, Askers).Select(_ => Task.Factory.StartNew(
            () =>
            {
                for (var change = 0; change < Changes; change++)
                {
                    atOnce.SignalAndWait(token);
                    var isThere = registry.Find("Acme.Greet") is not null;
                    var compiled = cache.GetAsync("v1", token).GetAwaiter().GetResult(); // stores in memory answer at once
                    if (compiled.Activities[1].Activity is NotFoundActivity == isThere)
                        Interlocked.Increment(ref stale);
                }
            },
            token,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)).ToList();

        await Task.WhenAll(askers);

        stale.ShouldBe(0);
    }

    [Fact]
    public async Task The_check_names_the_plugin_that_is_away()
    {
        using var home = new TemporaryFolder();
        var known = new KnownPlugins();
        known.Note(Plugin(), home.Path);

        var compiled = await Compiler(new ActivityRegistry(BuiltInActivities.Types), known).CompileAsync(Compiled.Version(Drawing), TestContext.Current.CancellationToken);

        var finding = compiled.Findings.ShouldHaveSingleItem();
        finding.Message.ShouldContain("its type 'Acme.Greet' is part of the plugin acme.greet 1.0.0, which is removed, switched off or cannot be loaded.");
    }

    private static DefinitionCompiler Compiler(ActivityRegistry registry, KnownPlugins known) =>
        new(registry, known, new InMemoryStores(TimeProvider.System).Definitions, Options.Create(new FlowchartOptions()), Options.Create(new JournalOptions()));

    private static LoadedPlugin Plugin()
    {
        var manifest = new PluginManifest { Id = "acme.greet", Version = "1.0.0", Name = "Greet", Sdk = "1.0", Assembly = "Acme.Greet.dll", Reach = new PluginReach([], []) };
        return new LoadedPlugin(manifest, "greet", null, [DescriptorFactory.Describe(typeof(Greet))], []);
    }

    [Activity("Acme", "Acme", "Greets.")]
    private sealed class Greet : CodeActivity
    {
        protected override void Execute(ActivityExecutionContext context)
        {
        }
    }
}
