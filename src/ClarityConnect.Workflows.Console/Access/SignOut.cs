using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;

namespace ClarityConnect.Workflows.Console.Access;

/// <summary>Signs a person out.</summary>
internal static class SignOut
{
    public const string Path = "/sign-out";

    public const string SignInPath = "/sign-in";

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints
        .MapPost(Path, async (HttpContext context, IAntiforgery antiforgery, SignInManager<IdentityUser> signIn) =>
        {
            if (!await antiforgery.IsRequestValidAsync(context))
                return Results.BadRequest("The form is too old. Go back, reload the page and sign out again.");
            await signIn.SignOutAsync();
            return Results.LocalRedirect(SignInPath);
        })
        .RequireAuthorization(policy => policy.AddAuthenticationSchemes(ConsoleRoles.Scheme).RequireAuthenticatedUser())
        .ExcludeFromDescription();
}
