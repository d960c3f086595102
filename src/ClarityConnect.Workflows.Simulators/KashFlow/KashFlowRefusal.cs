using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators.Wire;

namespace ClarityConnect.Workflows.Simulators.KashFlow;

/// <summary>A request that KashFlow turns down. Error codes other than those of sign-in and of the database are made up: none are published.</summary>
internal sealed class KashFlowRefusal(int status, string error, string message) : Exception(message)
{
    public static KashFlowRefusal NotFound(string what) => new(404, "ResourceNotFound", $"{what} not found (simulator text).");

    public static KashFlowRefusal Invalid(string message) => new(400, "ValidationError", $"{message} (simulator text).");

    public static KashFlowRefusal InvalidSession() => new(401, "InvalidSessionToken", "Session token provided is invalid.");

    public static JsonObject Body(string error, string message) => new() { ["Error"] = error, ["Message"] = message };

    public Answer ToAnswer() => Answer.Json(status, Body(error, Message)) with { Outcomes = [$"HTTP {status} {error}"] };
}
