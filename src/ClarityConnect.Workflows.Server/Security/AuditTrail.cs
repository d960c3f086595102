using ClarityConnect.Workflows.Persistence.Audit;
using ClarityConnect.Workflows.Studio.Access;

namespace ClarityConnect.Workflows.Server.Security;

/// <summary>Writes a line to the audit log for every request that changed something.</summary>
internal static class AuditTrail
{
    private const int LongestSubject = 200;

    public static async Task WriteAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.GetEndpoint()?.Metadata.GetMetadata<AuditedAction>() is not { } action || context.Response.StatusCode is < 200 or >= 300)
            return;
        var actor = context.User.Identity?.Name ?? "unknown";
        // The change is made: the line is written even if the caller has gone.
        await context.RequestServices.GetRequiredService<AuditLog>().AppendAsync(actor, action.Name, Subject(context), null, CancellationToken.None);
    }

    private static string Subject(HttpContext context)
    {
        var subject = context.Items[AuditSubject.Key] as string
            ?? string.Join(", ", context.Request.RouteValues.Values.Select(value => value?.ToString()));
        return subject.Length <= LongestSubject ? subject : subject[..LongestSubject];
    }
}
