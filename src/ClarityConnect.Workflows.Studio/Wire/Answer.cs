using ClarityConnect.Workflows.Sdk.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClarityConnect.Workflows.Studio.Wire;

/// <summary>Answers in the designer's JSON.</summary>
internal static class Answer
{
    public static JsonHttpResult<T> Json<T>(T value, int? status = null) => TypedResults.Json(value, WorkflowJson.Options, statusCode: status);

    public static JsonHttpResult<Refusal> Invalid(IReadOnlyList<string> problems) => Json(Refusal.Of(400, problems), 400);

    public static JsonHttpResult<Refusal> Missing(string what) => Json(Refusal.Of(404, [what]), 404);
}
