using ClarityConnect.Workflows.Engine.Plugins;
using ClarityConnect.Workflows.Studio.Access;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>Lists plugins, installs them, switches them on and off, and removes them.</summary>
internal static class PluginEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var plugins = api.MapGroup("/plugins").WithTags("Plugins").RequireAuthorization(AccessPolicy.Administrator);
        // Not of the group: whoever draws or reads sees the icons.
        api.MapGet("/plugins/{id}/icon", ShowIcon).WithTags("Plugins").RequireAuthorization(AccessPolicy.Viewer);
        plugins.MapGet("", List);
        plugins.MapGet("/{id}", Find);
        plugins.MapPost("", InstallAsync).WithMetadata(new AuditedAction("plugin.installed"));
        plugins.MapPost("/openapi", OpenApiEndpoints.InstallAsync).WithMetadata(new AuditedAction("plugin.installed"));
        plugins.MapPost("/openapi/operations", OpenApiEndpoints.ListAsync);
        plugins.MapPost("/{id}/enable", EnableAsync).WithMetadata(new AuditedAction("plugin.enabled"));
        plugins.MapPost("/{id}/disable", DisableAsync).WithMetadata(new AuditedAction("plugin.disabled"));
        plugins.MapDelete("/{id}", RemoveAsync).WithMetadata(new AuditedAction("plugin.removed"));
    }

    private static Ok<IReadOnlyList<PluginView>> List(PluginDirectory plugins) => TypedResults.Ok(plugins.All);

    private static Results<Ok<PluginView>, ProblemHttpResult> Find(string id, PluginDirectory plugins) =>
        plugins.Find(id) is { } plugin ? TypedResults.Ok(plugin) : Missing(id);

    /// <summary>The icon of a plugin. It comes from outside, so nothing in it may run or call, not even where somebody opens it by itself.</summary>
    private static Results<FileContentHttpResult, ProblemHttpResult> ShowIcon(string id, HttpContext context, PluginDirectory plugins)
    {
        if (plugins.IconOf(id) is not { } icon)
            return ApiProblem.Missing($"There is no plugin '{id}' with an icon.");
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox";
        return TypedResults.File(icon.Bytes.ToArray(), icon.ContentType);
    }

    /// <summary>Installs the .nupkg that is the request's body. The answer says whether it could be loaded too.</summary>
    private static async Task<Results<Created<PluginView>, ProblemHttpResult>> InstallAsync(
        HttpContext context, PluginDirectory plugins, IOptions<PluginOptions> options, CancellationToken token)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = options.Value.MaxBytes;
        try
        {
            var plugin = await plugins.InstallAsync(context.Request.Body, token);
            context.Items[AuditSubject.Key] = $"{plugin.Id} {plugin.Version}";
            return TypedResults.Created($"/api/v1/plugins/{Uri.EscapeDataString(plugin.Id)}", plugin);
        }
        catch (PluginRefusedException refused)
        {
            return ApiProblem.Invalid(refused.Message);
        }
    }

    private static Task<Results<Ok<PluginView>, ProblemHttpResult>> EnableAsync(string id, HttpContext context, PluginDirectory plugins, CancellationToken token) =>
        SwitchAsync(id, true, context, plugins, token);

    private static Task<Results<Ok<PluginView>, ProblemHttpResult>> DisableAsync(string id, HttpContext context, PluginDirectory plugins, CancellationToken token) =>
        SwitchAsync(id, false, context, plugins, token);

    private static async Task<Results<Ok<PluginView>, ProblemHttpResult>> SwitchAsync(
        string id, bool isEnabled, HttpContext context, PluginDirectory plugins, CancellationToken token)
    {
        if (await plugins.EnableAsync(id, isEnabled, token) is not { } plugin)
            return Missing(id);
        context.Items[AuditSubject.Key] = plugin.Id;
        return TypedResults.Ok(plugin);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(string id, HttpContext context, PluginDirectory plugins, CancellationToken token)
    {
        try
        {
            if (!await plugins.RemoveAsync(id, token))
                return Missing(id);
        }
        catch (PluginRefusedException refused)
        {
            return ApiProblem.Conflict(refused.Message);
        }

        context.Items[AuditSubject.Key] = id;
        return TypedResults.NoContent();
    }

    private static ProblemHttpResult Missing(string id) => ApiProblem.Missing($"There is no plugin '{id}'.");
}
