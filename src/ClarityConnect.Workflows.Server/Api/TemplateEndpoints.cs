using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Templates;
using ClarityConnect.Workflows.Studio.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>Lists templates and makes drafts of them.</summary>
internal static class TemplateEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var templates = api.MapGroup("/templates").WithTags("Templates");
        templates.MapGet("", ListAsync).RequireAuthorization(AccessPolicy.Viewer);
        templates.MapGet("/{name}", FindAsync).RequireAuthorization(AccessPolicy.Viewer);
        templates.MapPost("/{name}/use", UseAsync).RequireAuthorization(AccessPolicy.Designer).WithMetadata(new AuditedAction("template.used"));
    }

    private static async Task<Ok<List<TemplateView>>> ListAsync(TemplateLibrary library, TemplateUse use, CancellationToken token)
    {
        var views = new List<TemplateView>();
        foreach (var template in await library.ListAsync(token))
            views.Add(TemplateView.Of(template, await use.ConnectionsOfAsync(template, token)));
        return TypedResults.Ok(views);
    }

    private static async Task<Results<Ok<TemplateDetails>, ProblemHttpResult>> FindAsync(
        string name, TemplateLibrary library, TemplateUse use, CancellationToken token)
    {
        if (await library.FindAsync(name, token) is not { } template)
            return Missing(name);
        return TypedResults.Ok(new TemplateDetails(
            template.Name,
            template.Title,
            template.Description,
            template.Cadence,
            template.Readme,
            await use.ConnectionsOfAsync(template, token),
            await use.TablesOfAsync(template, token),
            template.Cases,
            template.Document.ToNode()));
    }

    /// <summary>Makes a draft. Connections that are left out keep the template's names and may be made later.</summary>
    private static async Task<Results<Created<UsedTemplateAnswer>, ProblemHttpResult>> UseAsync(
        string name, TemplateRequest? request, HttpContext context, TemplateLibrary library, TemplateUse use, CancellationToken token)
    {
        if (await library.FindAsync(name, token) is not { } template)
            return Missing(name);
        try
        {
            var used = await use.UseAsync(template, request ?? new TemplateRequest(null, null), token);
            context.Items[AuditSubject.Key] = $"{name}: {used.Version.DefinitionId}";
            return TypedResults.Created(
                $"/elsa/api/workflow-definitions/by-definition-id/{Uri.EscapeDataString(used.Version.DefinitionId)}",
                new UsedTemplateAnswer(used.Version.DefinitionId, used.Version.Id, used.Version.Name, used.CreatedTables, used.Findings));
        }
        catch (Exception exception) when (exception is TemplateRefusedException or DefinitionInvalidException)
        {
            return ApiProblem.Invalid(exception.Message);
        }
    }

    private static ProblemHttpResult Missing(string name) => ApiProblem.Missing($"There is no template '{name}'.");
}
