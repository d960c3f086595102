using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Definitions.Checks;
using ClarityConnect.Workflows.Engine.Definitions.Dependencies;
using ClarityConnect.Workflows.Studio.Access;
using ClarityConnect.Workflows.Studio.Definitions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>Checks definitions, and says what they need and what needs them.</summary>
internal static class DefinitionCheckEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var definitions = api.MapGroup("/definitions").WithTags("Definitions");
        definitions.MapPost("/validate", ValidateAsync).RequireAuthorization(AccessPolicy.Designer).Accepts<object>("application/json");
        definitions.MapGet("/{id}/validation", ValidateLatestAsync).RequireAuthorization(AccessPolicy.Designer);
        definitions.MapGet("/{id}/dependencies", FindDependenciesAsync).RequireAuthorization(AccessPolicy.Viewer);
    }

    /// <summary>The body is a definition, as it is in a file. Nothing is stored.</summary>
    private static async Task<Results<Ok<ValidationAnswer>, ProblemHttpResult>> ValidateAsync(HttpRequest request, DefinitionValidator validator, CancellationToken token)
    {
        using var reader = new StreamReader(request.Body);
        try
        {
            return TypedResults.Ok(ValidationAnswer.Of(await validator.CheckAsync(DefinitionFile.Read(await reader.ReadToEndAsync(token)), token)));
        }
        catch (DefinitionInvalidException exception)
        {
            return ApiProblem.Invalid(exception.Message);
        }
    }

    private static async Task<Results<Ok<ValidationAnswer>, ProblemHttpResult>> ValidateLatestAsync(
        string id, IDefinitionStore store, DefinitionValidator validator, CancellationToken token) =>
        await store.FindAsync(new DefinitionFilter { DefinitionIds = [id], IsLatest = true }, token) is { } latest
            ? TypedResults.Ok(ValidationAnswer.Of(await validator.CheckAsync(DefinitionDocument.Parse(latest.Document!), token)))
            : Missing(id);

    private static async Task<Results<Ok<DefinitionDependencies>, ProblemHttpResult>> FindDependenciesAsync(string id, DefinitionGraph graph, CancellationToken token) =>
        await graph.FindAsync(id, token) is { } dependencies ? TypedResults.Ok(dependencies) : Missing(id);

    private static ProblemHttpResult Missing(string id) => ApiProblem.Missing($"There is no workflow '{id}'.");
}
