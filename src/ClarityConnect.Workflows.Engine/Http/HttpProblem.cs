using Microsoft.AspNetCore.Http;

namespace ClarityConnect.Workflows.Engine.Http;

/// <summary>An answer that says what is wrong with a request.</summary>
internal static class HttpProblem
{
    public static Task WriteAsync(HttpContext context, int status, string detail)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { status, detail }, options: null, contentType: "application/problem+json", context.RequestAborted);
    }
}
