using ClarityConnect.Workflows.Engine.Definitions.Checks;

namespace ClarityConnect.Workflows.Engine.Definitions.Imports;

/// <summary>What a file holds and what importing it would do. Nothing is stored by looking.</summary>
/// <param name="File">Its name, with the archives that it is in.</param>
public sealed record InspectedFile(string File)
{
    /// <summary>Why it cannot be imported; null if it can.</summary>
    public ImportProblem? Problem { get; init; }

    /// <summary>The workflow's name.</summary>
    public string? Name { get; init; }

    /// <summary>The definition id that it names; null if it names none.</summary>
    public string? DefinitionId { get; init; }

    /// <summary>How many activities it has, those in containers counted too.</summary>
    public int Activities { get; init; }

    /// <summary>The activities that run as another type or version.</summary>
    public IReadOnlyList<MappedActivity> Mapped { get; init; } = [];

    /// <summary>The activities whose types are not installed.</summary>
    public IReadOnlyList<UnknownActivity> Unknown { get; init; } = [];

    /// <summary>All else that checks found.</summary>
    public IReadOnlyList<DefinitionFinding> Findings { get; init; } = [];

    /// <summary>The definition that is there already; null if there is none.</summary>
    public ExistingDefinition? Existing { get; init; }
}
