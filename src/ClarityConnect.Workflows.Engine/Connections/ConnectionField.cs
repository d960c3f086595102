namespace ClarityConnect.Workflows.Engine.Connections;

/// <summary>A field of a connection type.</summary>
/// <param name="Name">Its camel-case name, as in JSON.</param>
/// <param name="DisplayName">Its label.</param>
/// <param name="Description">What it means and where its value is found; null if nobody said.</param>
/// <param name="Kind">How it is filled in.</param>
/// <param name="IsRequired">Whether a connection that leaves it empty is refused.</param>
/// <param name="Choices">The names to choose from; empty for other kinds than <see cref="ConnectionFieldKind.Choice"/>.</param>
/// <param name="Default">What counts where nothing is given, as text; null for nothing.</param>
public sealed record ConnectionField(
    string Name, string DisplayName, string? Description, ConnectionFieldKind Kind, bool IsRequired, IReadOnlyList<string> Choices, string? Default);
