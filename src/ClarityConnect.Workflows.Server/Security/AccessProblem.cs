namespace ClarityConnect.Workflows.Server.Security;

/// <summary>The answer to a request that may not be made.</summary>
internal static class AccessProblem
{
    public static Task WriteAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        var detail = status == StatusCodes.Status401Unauthorized
            ? "Sign in, or send 'Authorization: ApiKey <key>' with a key that is known here."
            : "Your role does not allow this. Ask an administrator for another role.";
        return WriteAsync(context, status, detail);
    }

    public static Task WriteAsync(HttpContext context, int status, string detail)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(
            new { status, title = status == StatusCodes.Status401Unauthorized ? "Unauthorized" : "Forbidden", detail },
            options: null,
            contentType: "application/problem+json",
            context.RequestAborted);
    }
}
