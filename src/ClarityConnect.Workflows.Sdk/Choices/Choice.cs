namespace ClarityConnect.Workflows.Sdk.Choices;

/// <summary>An entry of a drop-down.</summary>
/// <param name="Value">What the definition stores.</param>
/// <param name="Text">What people see.</param>
public sealed record Choice(string Value, string Text)
{
    /// <summary>An entry that shows what it stores.</summary>
    /// <param name="value">Both.</param>
    public Choice(string value)
        : this(value, value)
    {
    }
}
