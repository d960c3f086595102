using ClarityConnect.Workflows.Console.People;
using ClarityConnect.Workflows.Studio.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>Lists and makes people who sign in, and changes what they may do.</summary>
internal static class PeopleEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var people = api.MapGroup("/users").WithTags("People").RequireAuthorization(AccessPolicy.Administrator);
        people.MapGet("", async (PeopleDirectory directory) => TypedResults.Ok(await directory.ListAsync()));
        people.MapGet("/{name}", FindAsync);
        people.MapPost("", CreateAsync).WithMetadata(new AuditedAction("user.created"));
        people.MapPut("/{name}/roles", SetRolesAsync).WithMetadata(new AuditedAction("user.roles-changed"));
        people.MapPost("/{name}/disable", DisableAsync).WithMetadata(new AuditedAction("user.disabled"));
        people.MapPost("/{name}/enable", EnableAsync).WithMetadata(new AuditedAction("user.enabled"));
        people.MapPost("/{name}/reset-password", ResetPasswordAsync).WithMetadata(new AuditedAction("user.password-reset"));
    }

    private static async Task<Results<Ok<Person>, ProblemHttpResult>> FindAsync(string name, PeopleDirectory directory) =>
        await directory.FindAsync(name) is { } person ? TypedResults.Ok(person) : Missing(name);

    /// <summary>The answer holds the one-time password, which is kept nowhere.</summary>
    private static async Task<Results<Created<OneTimePasswordAnswer>, ProblemHttpResult>> CreateAsync(
        PersonRequest request, HttpContext context, PeopleDirectory directory)
    {
        try
        {
            var name = request.Name?.Trim() ?? "";
            var password = await directory.CreateAsync(name, request.Roles ?? []);
            context.Items[AuditSubject.Key] = $"{name}: {string.Join(", ", request.Roles ?? [])}";
            return TypedResults.Created($"/api/v1/users/{Uri.EscapeDataString(name)}", new OneTimePasswordAnswer(name, password));
        }
        catch (PeopleRefusedException exception)
        {
            return ApiProblem.Invalid(exception.Message);
        }
    }

    private static Task<Results<Ok<Person>, ProblemHttpResult>> SetRolesAsync(string name, RolesRequest request, HttpContext context, PeopleDirectory directory)
    {
        context.Items[AuditSubject.Key] = $"{name}: {string.Join(", ", request.Roles ?? [])}";
        return ChangeAsync(name, () => directory.SetRolesAsync(name, request.Roles ?? []));
    }

    private static Task<Results<Ok<Person>, ProblemHttpResult>> DisableAsync(string name, PeopleDirectory directory) =>
        ChangeAsync(name, () => directory.DisableAsync(name));

    private static Task<Results<Ok<Person>, ProblemHttpResult>> EnableAsync(string name, PeopleDirectory directory) =>
        ChangeAsync(name, () => directory.EnableAsync(name));

    private static async Task<Results<Ok<OneTimePasswordAnswer>, ProblemHttpResult>> ResetPasswordAsync(string name, PeopleDirectory directory) =>
        await directory.ResetPasswordAsync(name) is { } password ? TypedResults.Ok(new OneTimePasswordAnswer(name, password)) : Missing(name);

    private static async Task<Results<Ok<Person>, ProblemHttpResult>> ChangeAsync(string name, Func<Task<Person?>> change)
    {
        try
        {
            return await change() is { } person ? TypedResults.Ok(person) : Missing(name);
        }
        catch (PeopleRefusedException exception)
        {
            return ApiProblem.Conflict(exception.Message);
        }
    }

    private static ProblemHttpResult Missing(string name) => ApiProblem.Missing($"There is nobody called '{name}'.");
}
