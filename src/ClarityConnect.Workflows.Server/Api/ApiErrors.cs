namespace ClarityConnect.Workflows.Server.Api;

/// <summary>
/// Answers requests to the APIs that no endpoint has answered in words: they cannot be read, nothing is at their path, or something failed. Answers of
/// workflows stay as the workflows give them.
/// </summary>
internal static class ApiErrors
{
    public static void AddApiErrors(this IServiceCollection services)
    {
        services.AddProblemDetails();
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
    }

    public static void UseApiErrors(this WebApplication app) => app.UseWhen(
        context => context.Request.Path.StartsWithSegments("/elsa")
            || context.Request.Path.StartsWithSegments("/api")
            || context.Request.Path.StartsWithSegments("/agent"),
        api =>
        {
            api.UseStatusCodePages();
            api.Use(ExplainAsync);
        });

    private static async Task ExplainAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            var detail = exception.InnerException is { } cause ? $"{exception.Message} {cause.Message}" : exception.Message;
            // The designer shows what is in "errors".
            var problem = TypedResults.Problem(
                detail,
                statusCode: exception.StatusCode,
                extensions: new Dictionary<string, object?> { ["errors"] = new Dictionary<string, string[]> { ["generalErrors"] = [detail] } });
            await problem.ExecuteAsync(context);
        }
    }
}
