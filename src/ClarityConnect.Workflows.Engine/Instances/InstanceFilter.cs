namespace ClarityConnect.Workflows.Engine.Instances;

/// <summary>Which instances to list. Null and empty members do not filter.</summary>
public sealed record InstanceFilter
{
    /// <summary>Only these definitions.</summary>
    public IReadOnlyList<string> DefinitionIds { get; init; } = [];

    /// <summary>Only these instances.</summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>Only this definition version.</summary>
    public string? DefinitionVersionId { get; init; }

    /// <summary>Only these statuses.</summary>
    public IReadOnlyList<InstanceStatus> Statuses { get; init; } = [];

    /// <summary>Only this correlation id.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Only this version number.</summary>
    public int? Version { get; init; }

    /// <summary>Only instances with (or without) incidents.</summary>
    public bool? HasIncidents { get; init; }

    /// <summary>Only instances whose times fit all of these.</summary>
    public IReadOnlyList<InstancePeriod> Periods { get; init; } = [];

    /// <summary>Text that the name, the id or the correlation id contains.</summary>
    public string? SearchTerm { get; init; }

    /// <summary>Only instances with an id before this one: the next page of a list that is ordered by id.</summary>
    public string? Before { get; init; }

    /// <summary>"Created", "Id", "LastExecuted", "Finished" or "Name". Default "Created".</summary>
    public string? OrderBy { get; init; }

    /// <summary>Whether the newest come first. Default true.</summary>
    public bool Descending { get; init; } = true;

    /// <summary>How many to leave out. Default 0.</summary>
    public int Skip { get; init; }

    /// <summary>How many to give. Default 50.</summary>
    public int Take { get; init; } = 50;
}
