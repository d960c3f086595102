namespace ClarityConnect.Workflows.Engine.Definitions;

/// <summary>What became of a definition that was imported.</summary>
public enum ImportOutcome
{
    /// <summary>It is stored as a new definition, or in place of the draft that was there.</summary>
    Imported,

    /// <summary>It is stored as a new version after a published one.</summary>
    NewVersion,

    /// <summary>The latest version has the same content, so nothing was stored.</summary>
    Unchanged,

    /// <summary>It is not stored.</summary>
    Refused,
}
