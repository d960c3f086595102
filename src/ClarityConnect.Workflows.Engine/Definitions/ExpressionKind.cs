namespace ClarityConnect.Workflows.Engine.Definitions;

/// <summary>How an expression is evaluated.</summary>
internal enum ExpressionKind
{
    /// <summary>It is the value.</summary>
    Literal,

    /// <summary>A variable's value.</summary>
    Variable,

    /// <summary>A workflow input's value.</summary>
    WorkflowInput,

    /// <summary>A property path, read without the script runner.</summary>
    Path,

    /// <summary>JavaScript.</summary>
    Script,

    /// <summary>A named secret, for inputs that are kept out of the journal.</summary>
    Secret,

    /// <summary>A language that is kept but not evaluated here.</summary>
    Unsupported,
}
