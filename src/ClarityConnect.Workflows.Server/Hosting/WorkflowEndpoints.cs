using ClarityConnect.Workflows.Engine.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace ClarityConnect.Workflows.Server.Hosting;

/// <summary>Hands requests below the workflows' base path to the workflows that wait for them, and those of webhooks to their triggers.</summary>
internal static class WorkflowEndpoints
{
    public static void MapWorkflowEndpoints(this IEndpointRouteBuilder endpoints)
    {
        var basePath = "/" + endpoints.ServiceProvider.GetRequiredService<IOptions<HttpOptions>>().Value.BasePath.Trim('/');
        endpoints.Map(
            basePath + "/{**path}",
            (HttpContext context, HttpEndpoints workflows) => workflows.HandleAsync(context, EncodedPath(context, basePath)))
            .AllowAnonymous()
            .DisableAntiforgery()
            .ExcludeFromDescription();
        endpoints.Map(
            WebhookEndpoints.BasePath + "/{**path}",
            (string? path, HttpContext context, WebhookEndpoints webhooks) => webhooks.HandleAsync(context, path ?? ""))
            .AllowAnonymous()
            .DisableAntiforgery()
            .ExcludeFromDescription();
    }

    /// <summary>The path as it was sent: decoded once by the server, "a%2Fb" could not be told from "a/b".</summary>
    private static string EncodedPath(HttpContext context, string basePath)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var path = target.StartsWith('/') ? target.Split('?')[0] : context.Request.Path.ToUriComponent();
        var prefix = context.Request.PathBase.ToUriComponent() + basePath;
        return path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) ? path[prefix.Length..] : context.Request.Path.ToUriComponent()[basePath.Length..];
    }
}
