using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators.Wire;

namespace ClarityConnect.Workflows.Simulators.Heartland.GpApi;

/// <summary>A request that GP API turns down, with the vendor's error body.</summary>
internal sealed class GpRefusal(int status, string code, string detailed, string description) : Exception(description)
{
    public static GpRefusal NotAuthenticated() => new(401, "NOT_AUTHENTICATED", "40001", "Invalid access token");

    public static GpRefusal Invalid(string what) => new(400, "INVALID_REQUEST_DATA", "40213", what);

    public static GpRefusal Missing(string field) => new(400, "MANDATORY_DATA_MISSING", "40005", $"Request expects the following field {field}");

    public static GpRefusal NotFound(string what) => new(404, "RESOURCE_NOT_FOUND", "40118", $"{what} not found");

    public Answer ToAnswer() => Answer.Json(status, Body(code, detailed, Message)) with { Outcomes = [$"HTTP {status} {code} {detailed}"] };

    public static JsonObject Body(string code, string detailed, string description) =>
        new() { ["error_code"] = code, ["detailed_error_code"] = detailed, ["detailed_error_description"] = description };
}
