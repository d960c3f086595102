using System.Text.Json;
using ClarityConnect.Workflows.Engine.Instances;

namespace ClarityConnect.Workflows.Engine.Cases;

/// <summary>What is expected of a case; what is null is not looked at.</summary>
public sealed record CaseExpectation
{
    /// <summary>The status in which the instance rests.</summary>
    /// <value>Default <see cref="InstanceStatus.Finished"/>.</value>
    public InstanceStatus Status { get; init; } = InstanceStatus.Finished;

    /// <summary>The workflow's outputs by name; others may be there too.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Outputs { get; init; }

    /// <summary>The workflow's variables by name; others may be there too.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Variables { get; init; }

    /// <summary>The texts of the lines that were written, in order.</summary>
    public IReadOnlyList<string>? Lines { get; init; }

    /// <summary>The activities that were executed, in the order in which they began; containers are left out.</summary>
    public IReadOnlyList<CaseJournalEntry>? Journal { get; init; }

    /// <summary>What the simulators have received in the end; null where none play.</summary>
    public JsonElement? Simulators { get; init; }

    /// <summary>All items of the review queue, oldest first; an empty list where there must be none.</summary>
    public IReadOnlyList<CaseReviewItem>? Reviews { get; init; }

    /// <summary>A part of the message of the failure that it stopped with.</summary>
    public string? Failure { get; init; }
}
