namespace ClarityConnect.Workflows.Engine.Scripting;

/// <summary>Why a script gave no result.</summary>
public enum ScriptFailureReason
{
    /// <summary>The script threw; or its arguments cannot be handed over.</summary>
    Error,

    /// <summary>It used up its time.</summary>
    Timeout,

    /// <summary>It used up its memory.</summary>
    OutOfMemory,

    /// <summary>Its result is larger than <see cref="ScriptRunnerOptions.MaxOutputBytes"/>.</summary>
    OutputTooLarge,

    /// <summary>Its process died twice; whether by its fault is unknown.</summary>
    Crashed,

    /// <summary>No process could be started (Node.js missing or too old), or the pool is closed. Not the script's fault.</summary>
    Unavailable,

    /// <summary>The text is not JavaScript.</summary>
    Syntax,
}
