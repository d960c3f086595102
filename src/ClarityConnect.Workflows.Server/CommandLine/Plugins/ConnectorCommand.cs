using ClarityConnect.Workflows.OpenApi;
using ClarityConnect.Workflows.OpenApi.Operations;
using ClarityConnect.Workflows.Server.CommandLine.Calls;

namespace ClarityConnect.Workflows.Server.CommandLine.Plugins;

/// <summary>
/// Makes plugins of descriptions of APIs: <c>plugin new NAME --openapi FILE</c> writes the project, <c>plugin install NAME --openapi FILE</c> has a running server make and
/// install it.
/// </summary>
internal static class ConnectorCommand
{
    public const string Operations = "--operations";
    private const string OpenApi = "--openapi";
    private const string Output = "--output";
    private const string Version = "--plugin-version";
    private const string Address = "--server";
    private const string Host = "--host";
    private const string IdempotencyHeader = "--idempotency-header";
    private const string TestOperation = "--test-operation";
    private const string Authentication = "--auth";
    private const int MostByDefault = 30;

    /// <summary>Whether a command of plugins is meant for this.</summary>
    public static bool Takes(string verb, string[] options) => verb is "new" or "install" && options.Contains(OpenApi);

    /// <returns>0 if all went well, 1 if it was refused, 2 for wrong arguments, 3 if the server could not be asked.</returns>
    public static Task<int> RunAsync(string verb, string[] options, TextWriter output) => CommandRun.RunAsync(
        async () =>
        {
            var arguments = CommandArguments.Parse(options, [OpenApi, Operations, Output, Version, Address, Host, IdempotencyHeader, TestOperation, Authentication], []);
            return (await RunAsync(verb, arguments), arguments.IsJson);
        },
        output);

    private static async Task<IReadOnlyList<CommandReport>> RunAsync(string verb, CommandArguments arguments)
    {
        var path = arguments.Value(OpenApi)!;
        var file = await ReadAsync(path);
        OpenApiDocument document;
        try
        {
            document = OpenApiDocument.Read(file);
        }
        catch (OpenApiRefusedException refused)
        {
            return [Refused(path, refused.Message)];
        }

        if (arguments.Value(Operations) == "?")
            return [.. document.Operations.Select(Describe)];
        var request = RequestOf(document, arguments);
        try
        {
            if (verb == "new")
                return [ConnectorFiles.Write(document, request, arguments.Value(Output) ?? request.Name)];
            using var server = new ConnectorCalls(arguments);
            return [await server.InstallAsync(Path.GetFileName(path), file, request)];
        }
        catch (OpenApiRefusedException refused)
        {
            return [Refused(request.Name, refused.Message)];
        }
    }

    private static async Task<byte[]> ReadAsync(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > OpenApiDocument.MaxBytes })
                throw new UsageException($"'{path}' has more than {OpenApiDocument.MaxBytes / 1024 / 1024} MiB.");
            return await File.ReadAllBytesAsync(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"'{path}' cannot be read: {exception.Message}");
        }
    }

    private static ConnectorRequest RequestOf(OpenApiDocument document, CommandArguments arguments)
    {
        var given = arguments.Values(Operations).SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
        var usable = document.Operations.Count(operation => operation.IsUsable);
        if (given.Count == 0 && usable > MostByDefault)
            throw new UsageException($"The document has {usable} operations that can be used. Choose some with {Operations} A,B, or all with {Operations} all; {Operations} ? lists them.");
        return new ConnectorRequest(arguments.Single("name of the plugin, such as Acme.Petstore"), given is [] or ["all"] ? null : given)
        {
            PluginVersion = arguments.Value(Version),
            Server = arguments.Value(Address),
            Hosts = arguments.Values(Host),
            IdempotencyHeader = arguments.Value(IdempotencyHeader),
            TestOperation = arguments.Value(TestOperation),
            Authentication = arguments.Value(Authentication),
        };
    }

    private static CommandReport Describe(ApiOperation operation) => new(
        "operation", operation.Key, operation.IsUsable ? "Usable" : "Not usable", false,
        [$"{operation.DisplayName}{(operation.Tags.Count > 0 ? $" ({string.Join(", ", operation.Tags)})" : "")}: {operation.Method} {operation.Path}{(operation.IsDeprecated ? ", deprecated" : "")}", .. operation.Problem is null ? (string[])[] : [operation.Problem]]);

    private static CommandReport Refused(string subject, string problem) => new(PluginReport.Kind, subject, "Refused", true, [problem]);
}
