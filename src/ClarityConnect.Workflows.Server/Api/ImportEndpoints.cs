using ClarityConnect.Workflows.Engine.Definitions;
using ClarityConnect.Workflows.Engine.Definitions.Imports;
using ClarityConnect.Workflows.Studio.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>Looks into files with definitions, and imports them. The body is the JSON of a definition, or a form with files.</summary>
internal static class ImportEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var imports = api.MapGroup("/imports").WithTags("Imports").RequireAuthorization(AccessPolicy.Designer).DisableAntiforgery();
        imports.MapPost("/inspect", InspectAsync).Accepts<object>("application/json", "multipart/form-data");
        imports.MapPost("", ImportAsync).Accepts<object>("application/json", "multipart/form-data").WithMetadata(new AuditedAction("definition.imported"));
    }

    /// <summary>Nothing is stored.</summary>
    private static async Task<Results<Ok<List<InspectedFile>>, ProblemHttpResult>> InspectAsync(HttpRequest request, DefinitionImporter importer, CancellationToken token)
    {
        try
        {
            var inspected = new List<InspectedFile>();
            foreach (var (name, json, problem) in await FilesAsync(request, token))
            {
                inspected.Add(json is null
                    ? new InspectedFile(name) { Problem = new ImportProblem(problem!) }
                    : await importer.InspectAsync(name, json, token));
            }

            return TypedResults.Ok(inspected);
        }
        catch (DefinitionInvalidException exception)
        {
            return ApiProblem.Invalid(exception.Message);
        }
    }

    /// <summary>Each file has its own outcome; with <c>copy=true</c> each becomes a definition of its own.</summary>
    private static async Task<Results<Ok<List<ImportAnswer>>, ProblemHttpResult>> ImportAsync(
        HttpRequest request, bool? copy, DefinitionImporter importer, CancellationToken token)
    {
        try
        {
            var answers = new List<ImportAnswer>();
            foreach (var (name, json, problem) in await FilesAsync(request, token))
                answers.Add(json is null ? ImportAnswer.Refused(name, problem!) : await ImportOneAsync(name, json, copy == true, request.HttpContext.User.Identity?.Name, importer, token));
            request.HttpContext.Items[AuditSubject.Key] = string.Join(", ", answers.Select(answer => answer.DefinitionId).OfType<string>());
            return TypedResults.Ok(answers);
        }
        catch (DefinitionInvalidException exception)
        {
            return ApiProblem.Invalid(exception.Message);
        }
    }

    private static async Task<ImportAnswer> ImportOneAsync(
        string name, string json, bool asCopy, string? by, DefinitionImporter importer, CancellationToken token)
    {
        try
        {
            return ImportAnswer.Of(name, await importer.ImportAsync(json, asCopy, publish: false, by, token));
        }
        catch (DefinitionInvalidException exception)
        {
            return ImportAnswer.Refused(name, exception.Message);
        }
    }

    private static async Task<IReadOnlyList<(string Name, string? Json, string? Problem)>> FilesAsync(HttpRequest request, CancellationToken token)
    {
        if (request.HasFormContentType)
            return (await ImportFiles.OfAsync(request, token)).Files;
        var reading = new ImportFiles();
        await reading.AddAsync("body", request.Body, token);
        return reading.Files;
    }
}
