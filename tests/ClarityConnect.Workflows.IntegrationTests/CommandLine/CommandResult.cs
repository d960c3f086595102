using System.Text.Json.Nodes;
using ClarityConnect.Workflows.IntegrationTests.Api;

namespace ClarityConnect.Workflows.IntegrationTests.CommandLine;

/// <summary>What a command ended with, and what it wrote.</summary>
internal sealed record CommandResult(int Code, string Text)
{
    public JsonObject[] Reports => [.. JsonNode.Parse(Text)!.AsArray().Select(report => report!.AsObject())];

    public static async Task<CommandResult> OfAsync(Func<string[], TextWriter, Task<int>> command, params string[] options)
    {
        await using var output = new StringWriter();
        return new CommandResult(await command(options, output), output.ToString());
    }

    /// <summary>Of a command that asks a server, with an administrator's key.</summary>
    public static Task<CommandResult> OfAsync(HttpClient client, Func<string[], TextWriter, Task<int>> command, params string[] options) =>
        OfAsync(command, ["--url", client.BaseAddress!.ToString(), "--api-key", RunningServer.AdministratorKey, .. options]);
}
