namespace ClarityConnect.Workflows.Sdk.Activities;

/// <summary>The untyped side of <see cref="Output{T}"/>, used by the engine.</summary>
public abstract class Output
{
    private protected Output()
    {
    }

    /// <summary>The output's name, the property it was declared as.</summary>
    internal string Name { get; set; } = "";

    internal abstract Type ValueType { get; }
}
