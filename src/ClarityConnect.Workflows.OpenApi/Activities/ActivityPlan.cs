using ClarityConnect.Workflows.OpenApi.Operations;

namespace ClarityConnect.Workflows.OpenApi.Activities;

/// <summary>An activity that is written for an operation.</summary>
/// <param name="Operation">The operation.</param>
internal sealed record ActivityPlan(ApiOperation Operation)
{
    public required IReadOnlyList<InputPlan> Inputs { get; init; }

    /// <summary>C# behind <c>new ApiRequest(…)</c> that fills the request, a line each.</summary>
    public required IReadOnlyList<string> Calls { get; init; }

    /// <summary>C# behind <c>new ApiBody()</c>, a line each; empty for a body that is one value, or none.</summary>
    public required IReadOnlyList<string> Members { get; init; }

    /// <summary>The type of the result without a question mark; null where there is none.</summary>
    public string? Result { get; init; }

    /// <summary>C# that reads the result of <c>answer</c>.</summary>
    public string ReadResult { get; init; } = "";

    /// <summary>What the result holds.</summary>
    public string ResultDescription { get; init; } = "";

    /// <summary>None, Repeatable or Unrepeatable.</summary>
    public required string Effect { get; init; }
}
