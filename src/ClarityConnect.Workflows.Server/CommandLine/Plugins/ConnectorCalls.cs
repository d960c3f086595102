using System.Text.Json.Nodes;
using ClarityConnect.Workflows.OpenApi;
using ClarityConnect.Workflows.Server.CommandLine.Calls;
using ClarityConnect.Workflows.Studio.Access;

namespace ClarityConnect.Workflows.Server.CommandLine.Plugins;

/// <summary>Has a running server make a plugin of a description of an API.</summary>
internal sealed class ConnectorCalls(CommandArguments arguments) : IDisposable
{
    private readonly ServerCalls server = new(arguments, AccessPolicy.Administrator);

    public async Task<CommandReport> InstallAsync(string fileName, byte[] file, ConnectorRequest request)
    {
        using var content = new MultipartFormDataContent
        {
            { new ByteArrayContent(file), "document", fileName },
            { new StringContent(request.Name), "name" },
            { new StringContent(request.Operations is null ? "all" : string.Join(',', request.Operations)), "operations" },
        };
        foreach (var (name, value) in ((string, string?)[])[("pluginVersion", request.PluginVersion), ("server", request.Server), ("hosts", string.Join(',', request.Hosts)), ("idempotencyHeader", request.IdempotencyHeader), ("testOperation", request.TestOperation), ("authentication", request.Authentication)])
        {
            if (!string.IsNullOrEmpty(value))
                content.Add(new StringContent(value), name);
        }

        using var response = await server.PostAsync("api/v1/plugins/openapi", content);
        if (!response.IsSuccessStatusCode || await ServerCalls.JsonAsync(response) is not { } answer || answer["plugin"] is not JsonObject plugin)
            return new CommandReport(PluginReport.Kind, request.Name, "Refused", true, [await ServerCalls.ProblemAsync(response)]);
        var report = PluginReport.Of(plugin.DeepClone().AsObject());
        return report with { Messages = [.. report.Messages, .. (answer["remarks"] as JsonArray ?? []).Select(remark => remark!.ToString())] };
    }

    public void Dispose() => server.Dispose();
}
