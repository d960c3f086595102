using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Sdk.Activities;

/// <summary>
/// An input of an activity: a literal or an expression in the definition, evaluated before the activity runs and converted to
/// <typeparamref name="T"/>. Read it with <see cref="ActivityExecutionContext.Get{T}(Input{T})"/>.
/// </summary>
/// <typeparam name="T">The type the activity works with.</typeparam>
/// <param name="defaultValue">The value when the definition leaves the input empty.</param>
public sealed class Input<T>(T? defaultValue = default) : Input
{
    /// <summary>The value when the definition leaves the input empty.</summary>
    public T? Default { get; } = defaultValue;

    internal override Type ValueType => typeof(T);

    internal override object? DefaultValue => Default;

    internal override object? Convert(JsonElement value) => ValueConversion.To<T>(value);
}
