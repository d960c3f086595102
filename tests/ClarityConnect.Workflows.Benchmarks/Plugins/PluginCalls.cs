using System.Globalization;
using System.Reflection;
using ClarityConnect.Workflows.Benchmarks.Workflows;
using ClarityConnect.Workflows.Engine.Activities;
using ClarityConnect.Workflows.Engine.Plugins;
using ClarityConnect.Workflows.Testing.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace ClarityConnect.Workflows.Benchmarks.Plugins;

/// <summary>What a step costs that is the server's own, and what the same code costs from a plugin: runs of many steps over stores in memory, in turn.</summary>
internal static class PluginCalls
{
    private const int Steps = 100;
    private const int WarmUps = 500;
    private const int Runs = 2_000;

    /// <param name="folder">Where the assemblies are written.</param>
    /// <returns>A table row each, and the difference.</returns>
    public static async Task<IReadOnlyList<string>> MeasureAsync(string folder)
    {
        var (_, file) = EmittedPlugin.Write(Path.Combine(folder, "own"), 98, 1);
        await using var harness = await WorkflowHarness.StartAsync(Assembly.LoadFrom(file).GetExportedTypes());
        var (manifest, _) = EmittedPlugin.Write(Path.Combine(folder, "plugin"), 99, 1);
        var plugin = await PluginLoader.LoadAsync(manifest, Path.Combine(folder, "plugin"), TimeSpan.FromSeconds(10), TimeProvider.System);
        harness.Services.GetRequiredService<ActivityRegistry>().SetPlugins([plugin], []);
        var own = await PublishAsync(harness, 98);
        var ofPlugin = await PublishAsync(harness, 99);
        var (owns, plugins) = (new List<double>(Runs), new List<double>(Runs));
        for (var run = -WarmUps; run < Runs; run++)
        {
            var (first, second) = (await TimeAsync(harness, own), await TimeAsync(harness, ofPlugin));
            if (run < 0)
                continue;
            owns.Add(first);
            plugins.Add(second);
        }

        var (ownMedian, pluginMedian) = (Median(owns), Median(plugins));
        return
        [
            Row("the server's own activity", ownMedian),
            Row("the same code in a plugin", pluginMedian),
            string.Create(CultureInfo.InvariantCulture, $"| more | {(pluginMedian / ownMedian) - 1:P1} |"),
        ];
    }

    private static async Task<string> PublishAsync(WorkflowHarness harness, int number) =>
        (await harness.PublishAsync(LoadWorkflows.Repeat($"{EmittedPlugin.NamespaceOf(number)}.Step1", Steps), CancellationToken.None)).DefinitionId;

    private static async Task<double> TimeAsync(WorkflowHarness harness, string definitionId)
    {
        var began = TimeProvider.System.GetTimestamp();
        await harness.RunAsync(definitionId, null, CancellationToken.None);
        return TimeProvider.System.GetElapsedTime(began).TotalMicroseconds / Steps;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Row(string what, double microseconds) => string.Create(CultureInfo.InvariantCulture, $"| {what} | {microseconds:0.00} µs |");
}
