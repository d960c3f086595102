using System.Net.Http.Headers;
using ClarityConnect.Workflows.Engine.Plugins;
using ClarityConnect.Workflows.Server.CommandLine.Calls;
using ClarityConnect.Workflows.Studio.Access;

namespace ClarityConnect.Workflows.Server.CommandLine.Plugins;

/// <summary>Asks a running server for what it can do with plugins.</summary>
internal sealed class PluginCalls(CommandArguments arguments) : IDisposable
{
    private const string Plugins = "api/v1/plugins";

    private readonly ServerCalls server = new(arguments, AccessPolicy.Administrator);

    public async Task<IReadOnlyList<CommandReport>> ListAsync()
    {
        using var response = await server.GetAsync(Plugins);
        // That a plugin cannot be used is no failure of the list.
        return [.. (await ServerCalls.ListAsync(response)).Select(plugin => PluginReport.Of(plugin) with { HasFailed = false })];
    }

    /// <summary>Installs a package, or a folder that is packed for it.</summary>
    public async Task<CommandReport> InstallAsync(string path)
    {
        Stream package;
        try
        {
            package = PluginUpload.Open(path);
        }
        catch (PluginRefusedException refused)
        {
            return Refused(path, refused.Message);
        }

        using var content = new StreamContent(package);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var response = await server.PostAsync(Plugins, content);
        return await AnswerAsync(path, response);
    }

    public async Task<CommandReport> RemoveAsync(string id)
    {
        using var response = await server.DeleteAsync(AddressOf(id));
        return response.IsSuccessStatusCode ? new CommandReport(PluginReport.Kind, id, "Removed", false, []) : Refused(id, await ServerCalls.ProblemAsync(response));
    }

    /// <param name="id">The plugin.</param>
    /// <param name="verb"><c>enable</c> or <c>disable</c>.</param>
    public async Task<CommandReport> SwitchAsync(string id, string verb)
    {
        using var response = await server.PostAsync($"{AddressOf(id)}/{verb}", null);
        return await AnswerAsync(id, response);
    }

    public void Dispose() => server.Dispose();

    private static async Task<CommandReport> AnswerAsync(string subject, HttpResponseMessage response) =>
        response.IsSuccessStatusCode && await ServerCalls.JsonAsync(response) is { } plugin ? PluginReport.Of(plugin) : Refused(subject, await ServerCalls.ProblemAsync(response));

    private static CommandReport Refused(string subject, string problem) => new(PluginReport.Kind, subject, "Refused", true, [problem]);

    private static string AddressOf(string id) => $"{Plugins}/{Uri.EscapeDataString(id)}";
}
