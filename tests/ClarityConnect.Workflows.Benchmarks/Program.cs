using BenchmarkDotNet.Running;
using ClarityConnect.Workflows.Benchmarks.Duplicates;
using ClarityConnect.Workflows.Benchmarks.Load;
using ClarityConnect.Workflows.Benchmarks.Plugins;

switch (args)
{
    case ["load", var scenario, .. var options]:
        return await LoadCommand.RunAsync(scenario, options, Console.Out);
    case [SimulatorProcess.Command]:
        return await SimulatorProcess.ServeAsync(Console.In, Console.Out);
    case ["plugins", .. var options]:
        return await PluginCommand.RunAsync(options, Console.Out);
    case [PluginCommand.Serve, var folder, var plugins]:
        return await PluginCommand.ServeAsync(folder, plugins, Console.Out);
    case ["customers", .. var options]:
        return await CustomerMatchingCommand.RunAsync(options, Console.Out);
    case ["micro", .. var options]:
        BenchmarkSwitcher.FromAssembly(typeof(LoadCommand).Assembly).Run(options.Length == 0 ? ["--filter", "*", "--job", "Short"] : options);
        return 0;
    default:
        await Console.Out.WriteLineAsync("Commands: load five-step|webhook|sequence|full-database|designer|settlement [--seconds N] [--connections N] [--rounds N] [--transactions N] [--calls-per-second N] [--output FILE]; plugins [--rounds N] [--output FILE]; customers [COUNT] [FILE]; micro [options of BenchmarkDotNet]");
        return 2;
}
