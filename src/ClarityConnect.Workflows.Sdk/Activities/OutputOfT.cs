namespace ClarityConnect.Workflows.Sdk.Activities;

/// <summary>
/// An output of an activity. Set it with <see cref="ActivityExecutionContext.Set{T}(Output{T}, T)"/>; the definition may bind it to
/// a variable, and later scripts read it with <c>getOutputFrom</c>.
/// </summary>
/// <typeparam name="T">The type of the value; it must serialise to JSON.</typeparam>
public sealed class Output<T> : Output
{
    internal override Type ValueType => typeof(T);
}
