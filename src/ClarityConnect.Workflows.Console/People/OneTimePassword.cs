using System.Security.Claims;
using System.Security.Cryptography;
using ClarityConnect.Workflows.Console.Access;
using Microsoft.AspNetCore.Http;

namespace ClarityConnect.Workflows.Console.People;

/// <summary>A password that an administrator hands to a person, good for one thing: choosing another.</summary>
public static class OneTimePassword
{
    /// <summary>The page on which people choose their password.</summary>
    public const string AccountPath = "/account";

    private const string ClaimType = "clarity:one-time-password";

    /// <summary>What marks a user whose password is one.</summary>
    public static Claim Mark { get; } = new(ClaimType, "yes");

    /// <summary>A random password of 20 characters, without those that look alike.</summary>
    public static string Make() => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789", 20);

    /// <summary>Whether somebody signed in with one and has yet to choose another.</summary>
    /// <param name="user">Who.</param>
    public static bool IsHeldBy(ClaimsPrincipal user) => user.HasClaim(ClaimType, Mark.Value);

    /// <summary>Leads whoever signed in with a one-time password to the page that asks for another, whatever was asked for. To be used after authentication.</summary>
    /// <param name="context">The request.</param>
    /// <param name="next">What answers it otherwise.</param>
    public static Task RequireChangeAsync(HttpContext context, RequestDelegate next)
    {
        if (!IsHeldBy(context.User) || IsAllowed(context.Request.Path))
            return next(context);
        if (HttpMethods.IsGet(context.Request.Method) && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.Redirect($"{AccountPath}?returnUrl={Uri.EscapeDataString(ReturnUrl.Guard(context.Request.Path + context.Request.QueryString))}");
            return Task.CompletedTask;
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return context.Response.WriteAsJsonAsync(
            new { status = 403, title = "Forbidden", detail = $"The password is a one-time password. Choose another one on the page {AccountPath}." },
            options: null,
            contentType: "application/problem+json",
            context.RequestAborted);
    }

    private static bool IsAllowed(PathString path) =>
        path == AccountPath || path == SignOut.Path || path == SignOut.SignInPath || path == "/denied" || path.StartsWithSegments("/console") || path.StartsWithSegments("/health");
}
