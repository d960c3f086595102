using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Simulators.Wire;

namespace ClarityConnect.Workflows.Simulators.Opayo.Pi;

/// <summary>A request that Pi turns down, in one of its three forms.</summary>
internal sealed class PiRefusal : Exception
{
    private readonly int _status;
    private readonly JsonNode _body;

    private PiRefusal(int status, JsonNode body, string code)
        : base($"HTTP {status} {code}") => (_status, _body) = (status, body);

    /// <summary>One error, without wrapper.</summary>
    public static PiRefusal Single(int status, int code, string description) =>
        new(status, new JsonObject { ["description"] = description, ["code"] = code }, $"{code}");

    /// <summary>All that is wrong with the data.</summary>
    public static PiRefusal Fields(IReadOnlyList<(int Code, string Property, string Description)> errors) => new(
        422,
        new JsonObject
        {
            ["errors"] = new JsonArray([.. errors.Select(e => (JsonNode)new JsonObject { ["description"] = e.Description, ["property"] = e.Property, ["code"] = e.Code })]),
        },
        $"{errors[0].Code}");

    /// <summary>A refusal of the layer underneath, in the form of a transaction.</summary>
    public static PiRefusal Business(string status, string code, string detail) => new(
        422, new JsonObject { ["statusCode"] = code, ["statusDetail"] = detail, ["status"] = status }, $"{status} {code}");

    public static PiRefusal WrongState() => Single(403, 1014, "The transaction status does not allow this operation");

    public static PiRefusal NoTransaction() => Single(404, 1012, "Transaction not found");

    public Answer ToAnswer() => Answer.Json(_status, _body) with { Outcomes = [Message] };
}
