using ClarityConnect.Workflows.Engine.Plugins;
using ClarityConnect.Workflows.OpenApi;
using ClarityConnect.Workflows.OpenApi.Builds;
using ClarityConnect.Workflows.Studio.Access;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>Makes plugins of descriptions of APIs.</summary>
internal static class OpenApiEndpoints
{
    private const int Margin = 1024 * 1024;

    /// <summary>Lists the operations of the document that is the request's body.</summary>
    public static async Task<Results<Ok<DescribedApiView>, ProblemHttpResult>> ListAsync(HttpContext context, CancellationToken token)
    {
        Allow(context, OpenApiDocument.MaxBytes + Margin);
        try
        {
            var document = await OpenApiDocument.ReadAsync(context.Request.Body, token);
            return TypedResults.Ok(new DescribedApiView(document.Title, document.Version, document.Operations));
        }
        catch (OpenApiRefusedException refused)
        {
            return ApiProblem.Invalid(refused.Message);
        }
    }

    /// <summary>
    /// Makes a plugin and installs it. The body is a form with the file <c>document</c> and the fields name, operations (several, or with commas between; all for every one), and
    /// perhaps pluginVersion, server, hosts, idempotencyHeader, testOperation and authentication.
    /// </summary>
    public static async Task<Results<Created<ConnectorAnswer>, ProblemHttpResult>> InstallAsync(HttpContext context, PluginDirectory plugins, CancellationToken token)
    {
        Allow(context, OpenApiDocument.MaxBytes + Margin);
        if (!context.Request.HasFormContentType)
            return ApiProblem.Invalid("Send a form (multipart/form-data) with the file 'document' and the fields 'name' and 'operations'.");
        try
        {
            var form = await context.Request.ReadFormAsync(token);
            if (form.Files["document"] is not { Length: > 0 } file)
                return ApiProblem.Invalid("The form has no file 'document'.");
            await using var content = file.OpenReadStream();
            var document = await OpenApiDocument.ReadAsync(content, token);
            var (source, package) = await ConnectorBuild.MakeAsync(document, RequestOf(form), token);
            await using (package)
            {
                var plugin = await plugins.InstallAsync(package, token);
                context.Items[AuditSubject.Key] = $"{plugin.Id} {source.Version}";
                return TypedResults.Created($"/api/v1/plugins/{Uri.EscapeDataString(plugin.Id)}", new ConnectorAnswer(plugin, source.Remarks));
            }
        }
        catch (Exception exception) when (exception is OpenApiRefusedException or PluginRefusedException)
        {
            return ApiProblem.Invalid(exception.Message);
        }
        catch (InvalidDataException exception)
        {
            return ApiProblem.Invalid($"The form cannot be read: {exception.Message}");
        }
    }

    private static ConnectorRequest RequestOf(IFormCollection form)
    {
        var operations = Values("operations");
        if (operations.Count == 0)
            throw new OpenApiRefusedException("No operation was chosen. Name them in the field 'operations', or write all.");
        return new ConnectorRequest(form["name"].ToString(), operations is ["all"] ? null : operations)
        {
            PluginVersion = Value("pluginVersion"),
            Server = Value("server"),
            Hosts = Values("hosts"),
            IdempotencyHeader = Value("idempotencyHeader"),
            TestOperation = Value("testOperation"),
            Authentication = Value("authentication"),
        };

        string? Value(string name) => form[name].ToString().Trim() is { Length: > 0 } value ? value : null;

        List<string> Values(string name) => [.. form[name].SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
    }

    private static void Allow(HttpContext context, long bytes)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = bytes;
    }
}
