namespace ClarityConnect.Workflows.OpenApi.Activities;

/// <summary>An input of an activity.</summary>
/// <param name="Name">Its name in C#.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Type">Its type without a question mark.</param>
/// <param name="Description">What to type.</param>
/// <param name="IsRequired">Whether a call needs it.</param>
internal sealed record InputPlan(string Name, string Label, string Type, string Description, bool IsRequired)
{
    /// <summary>The entries of a drop-down; empty for none.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>The value unless given, as C#; null for none.</summary>
    public string? Default { get; init; }

    /// <summary>Whether it is masked.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>The type as it is declared: values can be empty.</summary>
    public string DeclaredType => Schemas.SchemaTypes.IsValue(Type) ? $"{Type}?" : Type;

    /// <summary>C# that reads it.</summary>
    public string Read => IsRequired ? $"context.GetRequired({Name})" : $"context.Get({Name})";
}
