using System.Text.Json;

namespace ClarityConnect.Workflows.Sdk.Activities;

/// <summary>The untyped side of <see cref="Input{T}"/>, used by the engine.</summary>
public abstract class Input
{
    private protected Input()
    {
    }

    /// <summary>The place of the evaluated value in an execution; -1 until the definition is compiled.</summary>
    internal int Slot { get; set; } = -1;

    /// <summary>The input's name, the property it was declared as.</summary>
    internal string Name { get; set; } = "";

    internal abstract Type ValueType { get; }

    internal abstract object? DefaultValue { get; }

    internal abstract object? Convert(JsonElement value);
}
