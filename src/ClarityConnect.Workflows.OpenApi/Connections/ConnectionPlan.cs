using ClarityConnect.Workflows.OpenApi.Operations;
using ClarityConnect.Workflows.OpenApi.Security;

namespace ClarityConnect.Workflows.OpenApi.Connections;

/// <summary>The connection type of a connector.</summary>
/// <param name="Key">Its key, the plugin's id.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Description">What it is for.</param>
internal sealed record ConnectionPlan(string Key, string Title, string Description)
{
    /// <summary>The addresses; the first is the one that operations call unless they say otherwise.</summary>
    public required IReadOnlyList<ApiServer> Servers { get; init; }

    /// <summary>The ways to say who calls that the chosen operations need.</summary>
    public required IReadOnlyList<SecurityScheme> Schemes { get; init; }

    /// <summary>Whether every operation needs credentials, and of one way only.</summary>
    public bool NeedsCredentials { get; init; }

    /// <summary>What the test calls; null where nothing can be asked without values.</summary>
    public ApiOperation? Test { get; init; }
}
