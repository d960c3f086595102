using ClarityConnect.Workflows.Console.Access;
using ClarityConnect.Workflows.Persistence.Audit;
using ClarityConnect.Workflows.Studio.Access;

namespace ClarityConnect.Workflows.Server.Security;

/// <summary>Writes a line to the audit log for every request that changed something, by the API or by a page.</summary>
internal static class AuditTrail
{
    private const int LongestSubject = 200;

    public static async Task WriteAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (context.Features.Get<PageChange>() is { } change)
            await AppendAsync(context, change.Actor, change.Action, change.Subject);
        if (context.GetEndpoint()?.Metadata.GetMetadata<AuditedAction>() is not { } action || context.Response.StatusCode is < 200 or >= 300)
            return;
        await AppendAsync(context, null, action.Name, Subject(context));
    }

    /// <summary>The change is made: the line is written even if the caller has gone.</summary>
    private static Task AppendAsync(HttpContext context, string? actor, string action, string subject) =>
        context.RequestServices.GetRequiredService<AuditLog>().AppendAsync(
            actor ?? context.User.Identity?.Name ?? "unknown",
            action,
            subject.Length <= LongestSubject ? subject : subject[..LongestSubject],
            null,
            CancellationToken.None);

    private static string Subject(HttpContext context) => context.Items[AuditSubject.Key] as string
        ?? string.Join(", ", context.Request.RouteValues.Values.Select(value => value?.ToString()));
}
