namespace ClarityConnect.Workflows.Engine.Definitions.Checks;

/// <summary>How bad a finding is.</summary>
public enum FindingSeverity
{
    /// <summary>The definition cannot be published.</summary>
    Error,

    /// <summary>It can be published, but somebody should look.</summary>
    Warning,
}
