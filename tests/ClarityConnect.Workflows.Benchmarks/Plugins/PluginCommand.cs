using System.Diagnostics;
using System.Globalization;
using ClarityConnect.Workflows.Benchmarks.Load;
using ClarityConnect.Workflows.Engine.Plugins;
using ClarityConnect.Workflows.Server.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ClarityConnect.Workflows.Benchmarks.Plugins;

/// <summary>
/// How much longer the server takes to start with many plugins, in processes of their own on a database that is there already; and what a call of a plugin's
/// activity costs.
/// </summary>
internal static class PluginCommand
{
    /// <summary>What the other process is told.</summary>
    public const string Serve = "plugin-start-serve";

    private const int Plugins = 50;
    private const int Activities = 20;

    /// <summary>Starts the server now and again without and with the plugins, in turn.</summary>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output)
    {
        LoadOptions options;
        try
        {
            options = LoadOptions.Parse(arguments);
        }
        catch (ArgumentException exception)
        {
            await output.WriteLineAsync(exception.Message);
            return 2;
        }

        // Not CreateTempSubdirectory, whose folder only its owner may pass through: PostgreSQL runs as another user where this runs as root.
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"clarity-plugins-{Guid.NewGuid():N}")).FullName;
        try
        {
            var full = Path.Combine(folder, "fifty");
            for (var plugin = 1; plugin <= Plugins; plugin++)
                EmittedPlugin.Write(Path.Combine(full, EmittedPlugin.NamespaceOf(plugin)), plugin, Activities);
            var before = Machine.Load;
            var none = new List<Start>();
            var many = new List<Start>();
            var first = await StartAsync(folder, full);
            await StartAsync(folder, Path.Combine(folder, "none"));
            for (var round = 0; round < options.Rounds; round++)
            {
                none.Add(await StartAsync(folder, Path.Combine(folder, "none")));
                many.Add(await StartAsync(folder, full));
            }

            var calls = await PluginCalls.MeasureAsync(folder);
            string[] lines =
            [
                "",
                $"## Start with {Plugins} plugins of {Activities} activities each",
                "",
                $"Load average {before} before, {Machine.Load} after. {options.Rounds} starts each, in turn, on a database that was there; medians, from the start of the process. The first start ever with the plugins, which copies them and makes the database: {Seconds(first.Ready)} s.",
                "",
                "| plugins | activities | answers requests | plugins usable | working set |",
                "| --- | --- | --- | --- | --- |",
                Row(0, none),
                Row(Plugins, many),
                $"| more | | {Seconds(Median(many, start => start.Ready) - Median(none, start => start.Ready))} s | {Seconds(Median(many, start => start.Loaded) - Median(none, start => start.Loaded))} s | {Median(many, start => start.MiB) - Median(none, start => start.MiB):0} MiB |",
                "",
                "## A call of a plugin's activity",
                "",
                "Median time of a step, from the start of a run of 100 such steps to its end, over stores in memory.",
                "",
                "| step | time |",
                "| --- | --- |",
                .. calls,
            ];
            await output.WriteLineAsync(string.Join('\n', lines));
            if (options.Output is { } file)
                await File.AppendAllLinesAsync(file, lines);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What the other process does: it starts, tells what it has, and stops.</summary>
    public static async Task<int> ServeAsync(string folder, string plugins, TextWriter output)
    {
        var settings = ServerUnderLoad.Settings(folder, ("Plugins:Folder", plugins), ("Logging:LogLevel:ClarityConnect", "Error"));
        await using var app = await ServerHost.BuildAsync(settings);
        await app.StartAsync();
        await output.WriteLineAsync("ready");
        var directory = app.Services.GetRequiredService<PluginDirectory>();
        await directory.StartAsync();
        await output.WriteLineAsync(directory.All.Sum(plugin => plugin.Activities.Count).ToString(CultureInfo.InvariantCulture));
        await output.WriteLineAsync((Environment.WorkingSet / (1024 * 1024)).ToString(CultureInfo.InvariantCulture));
        await app.StopAsync();
        return 0;
    }

    private static async Task<Start> StartAsync(string folder, string plugins)
    {
        var program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
            start.ArgumentList.Add(typeof(PluginCommand).Assembly.Location);
        start.ArgumentList.Add(Serve);
        start.ArgumentList.Add(folder);
        start.ArgumentList.Add(plugins);
        var began = TimeProvider.System.GetTimestamp();
        using var process = Process.Start(start)!;
        await LineAsync(process);
        var ready = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        var activities = await LineAsync(process);
        var loaded = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        var memory = await LineAsync(process);
        await process.WaitForExitAsync();
        return new Start(ready, loaded, int.Parse(activities, CultureInfo.InvariantCulture), double.Parse(memory, CultureInfo.InvariantCulture));
    }

    private static async Task<string> LineAsync(Process process) =>
        await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The server's process ended before it was ready.");

    private static string Row(int plugins, List<Start> starts) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {plugins} | {starts[0].Activities} | {Seconds(Median(starts, start => start.Ready))} s ({Seconds(starts.Min(start => start.Ready))}–{Seconds(starts.Max(start => start.Ready))}) | {Seconds(Median(starts, start => start.Loaded))} s ({Seconds(starts.Min(start => start.Loaded))}–{Seconds(starts.Max(start => start.Loaded))}) | {Median(starts, start => start.MiB):0} MiB |");

    private static double Median(List<Start> starts, Func<Start, double> value) => starts.Select(value).Order().ElementAt(starts.Count / 2);

    private static string Seconds(double seconds) => seconds.ToString("0.00", CultureInfo.InvariantCulture);

    /// <param name="Ready">Seconds until requests are answered.</param>
    /// <param name="Loaded">Seconds until the plugins' activities can be used.</param>
    /// <param name="Activities">How many activities plugins gave.</param>
    /// <param name="MiB">Working set then.</param>
    private sealed record Start(double Ready, double Loaded, int Activities, double MiB);
}
