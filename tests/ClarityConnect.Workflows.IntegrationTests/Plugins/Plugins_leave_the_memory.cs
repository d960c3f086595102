using System.Runtime.Loader;
using ClarityConnect.Workflows.IntegrationTests.Api;
using Shouldly;
using Xunit;

namespace ClarityConnect.Workflows.IntegrationTests.Plugins;

public sealed class Plugins_leave_the_memory(PostgresFixture postgres)
{
    private const string Id = "acme.points.passing";

    [Fact]
    public async Task What_was_removed_after_it_had_run_is_collected()
    {
        await using var server = await PluginServer.StartAsync(postgres, before => before.Drop("Acme.Points", change: Rename));
        await server.Client.PublishAsync(Drawings.Flowchart("passing", Drawings.Activity("add", "Acme.Points.AddPoints", ("amount", "Literal", "10"))));
        var (run, _) = await server.RunAsync("passing");
        await server.Client.FinishedAsync(run);
        IsInMemory().ShouldBeTrue();

        Directory.Delete(Path.Combine(server.Folder, "Acme.Points"), recursive: true);
        await server.GoneAsync(Id);
        // What was compiled with it goes when the next one is compiled.
        await server.RunAsync("passing");

        for (var collection = 0; IsInMemory() && collection < 100; collection++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        IsInMemory().ShouldBeFalse();
    }

    private static bool IsInMemory() => AssemblyLoadContext.All.Any(context => context.Name == $"{Id} 1.0.0" && context.Assemblies.Any());

    private static void Rename(string folder)
    {
        var manifest = Path.Combine(folder, "plugin.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\"id\": \"acme.points\"", $"\"id\": \"{Id}\"", StringComparison.Ordinal));
    }
}
