using System.Text.Json.Serialization;
using ClarityConnect.Workflows.OpenApi.Documents;

namespace ClarityConnect.Workflows.OpenApi.Operations;

/// <summary>An operation that a document describes.</summary>
public sealed record ApiOperation
{
    /// <summary>What it is chosen by: its operationId, or method and path where it has none of its own.</summary>
    public required string Key { get; init; }

    /// <summary>The HTTP method, in capitals.</summary>
    public required string Method { get; init; }

    /// <summary>The path below the address.</summary>
    public required string Path { get; init; }

    /// <summary>Its name for people.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The last part of the activity's type name.</summary>
    public required string ActivityName { get; init; }

    /// <summary>The groups that the document puts it in.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>What it does; empty where the document does not say it.</summary>
    public required string Description { get; init; }

    /// <summary>Whether the API's makers want it to be used no more.</summary>
    public bool IsDeprecated { get; init; }

    /// <summary>Why no activity can be made of it; null where one can.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether it can be chosen.</summary>
    public bool IsUsable => Problem is null;

    internal OpenApiPlace Place { get; init; }

    internal IReadOnlyList<ApiParameter> Parameters { get; init; } = [];

    internal RequestBody? Body { get; init; }

    internal Answers Answers { get; init; } = new([], [], false, false);

    /// <summary>Credentials by their names: alternatives, each of what is needed together.</summary>
    internal IReadOnlyList<string[]> Security { get; init; } = [];

    internal IReadOnlyList<ApiServer> Servers { get; init; } = [];

    /// <summary>Whether it only asks.</summary>
    [JsonIgnore]
    public bool IsQuestion => Method is "GET" or "HEAD" or "OPTIONS" or "TRACE";
}
