using System.Text.Json;
using ClarityConnect.Workflows.Engine.Agents;
using ClarityConnect.Workflows.Studio.Access;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClarityConnect.Workflows.Server.Agents;

/// <summary>
/// What agents call, under <c>/agent/v1</c>. The name of the API key is the agent's name, so a key reaches the work of one agent and nothing
/// else. Every call may be repeated.
/// </summary>
internal static class AgentEndpoints
{
    private const int MostWaitSeconds = 30;
    private const int MostAtOnce = 50;

    public static void MapAgentEndpoints(this IEndpointRouteBuilder endpoints)
    {
        var agent = endpoints.MapGroup("/agent/v1").RequireAuthorization(AccessPolicy.Agent).ExcludeFromDescription();
        agent.MapPost("/hello", HelloAsync).WithMetadata(new AuditedAction("agent.began"));
        agent.MapPost("/heartbeat", BeatAsync);
        agent.MapGet("/tasks", TakeAsync);
        agent.MapPut("/tasks/{id}/parts/{number:int}", AddPartAsync);
        agent.MapPost("/tasks/{id}/result", AnswerAsync);
        agent.MapPost("/news", TellAsync);
    }

    private static async Task<Ok<AgentWelcome>> HelloAsync(AgentHello hello, HttpContext context, AgentReports reports, CancellationToken token)
    {
        context.Items[AuditSubject.Key] = NameOf(context);
        await reports.HelloAsync(NameOf(context), hello.Version ?? "", hello.Report.ValueKind == JsonValueKind.Undefined ? JsonSerializer.SerializeToElement(new { }) : hello.Report, token);
        return TypedResults.Ok(new AgentWelcome(NameOf(context), (int)AgentReports.Lease.TotalSeconds, MostWaitSeconds));
    }

    private static async Task<NoContent> BeatAsync(HttpContext context, AgentReports reports, CancellationToken token)
    {
        await reports.SeeAsync(NameOf(context), token);
        return TypedResults.NoContent();
    }

    /// <summary>Answers as soon as there is work; an empty list when the time is over.</summary>
    private static async Task<JsonHttpResult<List<AgentWork>>> TakeAsync(int? wait, int? most, HttpContext context, AgentReports reports, CancellationToken token)
    {
        var patience = TimeSpan.FromSeconds(Math.Clamp(wait ?? 0, 0, MostWaitSeconds));
        var tasks = await reports.ClaimAsync(NameOf(context), Math.Clamp(most ?? 10, 1, MostAtOnce), patience, token);
        return TypedResults.Json(
            tasks.Select(task => new AgentWork(task.Id, task.Key, task.Operation, JsonSerializer.Deserialize<JsonElement>(task.Input, AgentJson.Options), task.Attempts)).ToList(),
            AgentJson.Options);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> AddPartAsync(
        string id, int number, JsonElement content, HttpContext context, AgentReports reports, CancellationToken token)
    {
        if (number < 0 || content.ValueKind != JsonValueKind.Array)
            return Refused("A part has a number from 0 and is an array.");
        return await reports.AddPartAsync(NameOf(context), id, number, content, token) ? TypedResults.NoContent() : Unknown(id);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> AnswerAsync(string id, HttpContext context, AgentReports reports, CancellationToken token)
    {
        if (await ReadAsync<AgentResult>(context, token) is not { } result)
            return Refused("The body is empty.");
        return await reports.AnswerAsync(NameOf(context), id, result.Result, result.Failure, result.Parts, token) ? TypedResults.NoContent() : Unknown(id);
    }

    /// <summary>Answers with the keys that are not known here, so that the agent need not report on them again.</summary>
    private static async Task<Results<Ok<List<string>>, ProblemHttpResult>> TellAsync(HttpContext context, AgentReports reports, CancellationToken token)
    {
        if (await ReadAsync<List<AgentNews>>(context, token) is not { } news)
            return Refused("The body is empty.");
        var unknown = new List<string>();
        foreach (var item in news)
        {
            if (!await reports.UpdateAsync(NameOf(context), item.Key, item.Result, token))
                unknown.Add(item.Key);
        }

        return TypedResults.Ok(unknown);
    }

    private static async Task<T?> ReadAsync<T>(HttpContext context, CancellationToken token)
        where T : class
    {
        try
        {
            return await context.Request.ReadFromJsonAsync<T>(AgentJson.Options, token);
        }
        catch (JsonException exception)
        {
            throw new BadHttpRequestException($"The body cannot be read: {exception.Message}", exception);
        }
    }

    private static ProblemHttpResult Refused(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest);

    private static ProblemHttpResult Unknown(string id) => TypedResults.Problem(
        $"The order '{id}' is not open any more, or parts of it are missing. Take the work anew.", statusCode: StatusCodes.Status409Conflict);

    private static string NameOf(HttpContext context) => context.User.Identity!.Name!;
}
