namespace ClarityConnect.Workflows.Engine.Instances;

/// <summary>A time of an instance by which lists filter.</summary>
public enum InstanceMoment
{
    /// <summary>When it was made.</summary>
    CreatedAt,

    /// <summary>When it changed last.</summary>
    UpdatedAt,

    /// <summary>When it ended.</summary>
    FinishedAt,
}
