namespace ClarityConnect.Workflows.Sdk.Connections;

/// <summary>
/// A value that is never shown: <see cref="ToString"/> and JSON give a mask. Only code that sends it to the vendor calls <see cref="Reveal"/>.
/// </summary>
/// <param name="value">The value.</param>
[System.Text.Json.Serialization.JsonConverter(typeof(SecretMaskConverter))]
public sealed class Secret(string value) : IEquatable<Secret>
{
    /// <summary>What is shown in place of every secret.</summary>
    public const string Mask = "••••••";

    /// <summary>Gives the value itself.</summary>
    public string Reveal() => value;

    /// <inheritdoc/>
    public bool Equals(Secret? other) => other is not null && other.Reveal() == value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => value.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Mask;
}
