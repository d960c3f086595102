using System.Reflection;
using BenchmarkDotNet.Attributes;
using ClarityConnect.Workflows.Benchmarks.Plugins;
using ClarityConnect.Workflows.Benchmarks.Workflows;
using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Plugins;
using ClarityConnect.Workflows.Testing.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace ClarityConnect.Workflows.Benchmarks.Micro;

/// <summary>A run of a hundred steps of one activity, which is the server's own or a plugin's; both are the same code.</summary>
[MemoryDiagnoser]
public class PluginBenchmarks
{
    private const int Steps = 100;

    private readonly string folder = Directory.CreateTempSubdirectory("clarity-plugin-call-").FullName;
    private WorkflowHarness harness = null!;
    private string own = "";
    private string ofPlugin = "";

    /// <summary>Starts the engine over the stores in memory and loads the plugin.</summary>
    // Blocking: the in-process toolchain does not wait for a set-up that returns a task.
    [GlobalSetup]
    public void SetUp() => SetUpAsync().GetAwaiter().GetResult();

    /// <summary>Stops the engine.</summary>
    [GlobalCleanup]
    public void CleanUp()
    {
        harness.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Steps that the server has itself.</summary>
    [Benchmark(Baseline = true)]
    public async Task<object> OwnActivity() => await harness.RunAsync(own, null, CancellationToken.None);

    /// <summary>The same steps from a plugin.</summary>
    [Benchmark]
    public async Task<object> ActivityOfPlugin() => await harness.RunAsync(ofPlugin, null, CancellationToken.None);

    private async Task SetUpAsync()
    {
        var (_, file) = EmittedPlugin.Write(Path.Combine(folder, "own"), 1, 1);
        harness = await WorkflowHarness.StartAsync(Assembly.LoadFrom(file).GetExportedTypes());
        var (manifest, _) = EmittedPlugin.Write(Path.Combine(folder, "plugin"), 2, 1);
        var plugin = await PluginLoader.LoadAsync(manifest, Path.Combine(folder, "plugin"), TimeSpan.FromSeconds(10), TimeProvider.System);
        harness.Services.GetRequiredService<ActivityRegistry>().SetPlugins([plugin], []);
        own = (await harness.PublishAsync(LoadWorkflows.Repeat($"{EmittedPlugin.NamespaceOf(1)}.Step1", Steps), CancellationToken.None)).DefinitionId;
        ofPlugin = (await harness.PublishAsync(LoadWorkflows.Repeat($"{EmittedPlugin.NamespaceOf(2)}.Step1", Steps), CancellationToken.None)).DefinitionId;
    }
}
