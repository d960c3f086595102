using System.Text.Json.Nodes;
using ClarityConnect.Workflows.OpenApi;
using ClarityConnect.Workflows.OpenApi.Builds;
using ClarityConnect.Workflows.Server.CommandLine.Calls;

namespace ClarityConnect.Workflows.Server.CommandLine.Plugins;

/// <summary>Writes the project of a connector.</summary>
internal static class ConnectorFiles
{
    /// <param name="document">The description of the API.</param>
    /// <param name="request">What is wanted of it.</param>
    /// <param name="folder">Where the project goes.</param>
    /// <exception cref="UsageException">Something else is in the folder, or it cannot be written.</exception>
    public static CommandReport Write(OpenApiDocument document, ConnectorRequest request, string folder)
    {
        var source = ConnectorGenerator.Generate(document, request);
        try
        {
            if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any() && !File.Exists(Path.Combine(folder, $"{source.Name}.csproj")))
                throw new UsageException($"The folder '{folder}' holds something else. Name another with --output.");
            ConnectorProject.Write(source, folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The folder '{folder}' cannot be written: {exception.Message}");
        }

        return new CommandReport(
            PluginReport.Kind, $"{source.Id} {source.Version}", "Written", false,
            [$"Its project is in {folder}. Build it with 'dotnet build', then copy bin/Debug/net10.0 into the drop-in folder, or run 'plugin install' on it.", .. source.Operations.Select(operation => $"Activity: {operation.DisplayName} ({source.Name}.{operation.ActivityName})"), .. source.Remarks])
        {
            Details = new JsonObject
            {
                ["id"] = source.Id,
                ["version"] = source.Version,
                ["folder"] = folder,
                ["activities"] = new JsonArray([.. source.Operations.Select(operation => JsonValue.Create($"{source.Name}.{operation.ActivityName}"))]),
            },
        };
    }
}
