using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ClarityConnect.Workflows.Connectors;
using ClarityConnect.Workflows.Engine.Plugins;
using ClarityConnect.Workflows.Server.CommandLine.Calls;

namespace ClarityConnect.Workflows.Server.CommandLine.Plugins;

/// <summary>Tries in this process whether plugins can be used, each by itself.</summary>
internal static class PluginValidation
{
    private static readonly JsonSerializerOptions AsTheApi = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <exception cref="UsageException">There is nothing at a path.</exception>
    public static async Task<IReadOnlyList<CommandReport>> RunAsync(IReadOnlyList<string> paths)
    {
        if (paths.FirstOrDefault(path => !File.Exists(path) && !Directory.Exists(path)) is { } missing)
            throw new UsageException($"There is no file or folder '{missing}'.");
        var reports = new List<CommandReport>();
        foreach (var path in paths)
        {
            using var trial = new PluginTrial(ConnectorCatalog.Activities, ConnectorCatalog.ConnectionTypes, new PluginOptions(), TimeProvider.System);
            var plugin = JsonSerializer.SerializeToNode(await trial.TryAsync(path), AsTheApi)!.AsObject();
            plugin.Remove("state");
            plugin.Remove("sources");
            plugin["path"] = path;
            var isValid = plugin["problem"] is null;
            reports.Add(PluginReport.Of(plugin) with { Outcome = isValid ? "Valid" : "Invalid", HasFailed = !isValid });
        }

        return reports;
    }
}
