namespace ClarityConnect.Workflows.Engine.Scripting;

/// <summary>What a <see cref="PropertyPath"/> begins with.</summary>
public enum PropertyPathKind
{
    /// <summary>A text, number, boolean or null: <see cref="PropertyPath.Literal"/>.</summary>
    Literal,

    /// <summary><c>variables.Order</c> or <c>getVariable("Order")</c>.</summary>
    Variable,

    /// <summary><c>getInput("order")</c>.</summary>
    Input,

    /// <summary><c>getOutputFrom("Fetch", "Body")</c>: an activity's id or name and an output.</summary>
    Output,

    /// <summary><c>getLastResult()</c>.</summary>
    LastResult,

    /// <summary>
    /// <c>getOrder()</c>: the first variable, else input, else argument whose <see cref="PropertyPath.AccessorName"/> is the name.
    /// If none has it, leave the script to the runner: it may be an output, or an error.
    /// </summary>
    Accessor,
}
