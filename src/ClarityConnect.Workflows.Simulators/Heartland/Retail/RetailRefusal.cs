using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators.Wire;

namespace ClarityConnect.Workflows.Simulators.Heartland.Retail;

/// <summary>A request that Retail turns down, with the vendor's error body.</summary>
internal sealed class RetailRefusal(int status, string error, string message, string? field = null, string? detail = null) : Exception(message)
{
    public static RetailRefusal Invalid(string field, string detail) => new(422, "validation_error", "Validation failed", field, detail);

    public static RetailRefusal NotFound() => new(404, "not_found", "Not found");

    public Answer ToAnswer()
    {
        var body = new JsonObject { ["error"] = error, ["message"] = Message };
        if (field is not null)
            body["details"] = new JsonObject { [field] = new JsonArray(detail) };
        return Answer.Json(status, body) with { Outcomes = [$"HTTP {status} {error}"] };
    }
}
