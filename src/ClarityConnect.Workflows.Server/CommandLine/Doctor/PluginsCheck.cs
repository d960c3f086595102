using ClarityConnect.Workflows.Connectors;
using ClarityConnect.Workflows.Engine.Plugins;
using ClarityConnect.Workflows.Server.CommandLine.Calls;
using ClarityConnect.Workflows.Server.Hosting;

namespace ClarityConnect.Workflows.Server.CommandLine.Doctor;

/// <summary>Whether the plugins of the drop-in folder can be used. They are tried on copies; a server that runs does not notice.</summary>
internal static class PluginsCheck
{
    private const string Check = "Plugins";

    public static async Task<IReadOnlyList<CommandReport>> RunAsync(ServerSettings settings)
    {
        try
        {
            var options = new PluginOptions();
            settings.Bind(options);
            if (string.IsNullOrWhiteSpace(options.Folder))
                return [Finding.Fine(Check, "They are switched off: Plugins:Folder is empty.")];
            using var trial = new PluginTrial(ConnectorCatalog.Activities, ConnectorCatalog.ConnectionTypes, options, TimeProvider.System);
            var plugins = await trial.TryFolderAsync(options.Folder);
            var wrong = plugins.Where(plugin => plugin.Problem is not null).ToList();
            if (wrong.Count == 0)
                return [Finding.Fine(Check, $"{plugins.Count(plugin => plugin.State == PluginState.Loaded)} can be used, {plugins.Count(plugin => plugin.State == PluginState.Disabled)} are switched off, in '{options.Folder}'.")];
            return [.. wrong.Select(Report)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [Finding.Problem(Check, $"The folder for plugins cannot be read: {exception.Message} Let the user '{Environment.UserName}' read it, or name another in Plugins:Folder.")];
        }
        catch (InvalidOperationException exception)
        {
            return [Finding.Problem(Check, $"The settings of the section Plugins cannot be used: {exception.Message}")];
        }
    }

    private static CommandReport Report(PluginView plugin) => plugin.State == PluginState.Failed
        ? Finding.Problem($"Plugin {plugin.Id}", plugin.Problem!)
        : Finding.Warning($"Plugin {plugin.Id}", plugin.Problem!);
}
