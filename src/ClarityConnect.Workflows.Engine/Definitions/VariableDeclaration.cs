using System.Text.Json;

namespace ClarityConnect.Workflows.Engine.Definitions;

/// <summary>A variable that a workflow or a container declares.</summary>
/// <param name="Id">The id that bindings refer to.</param>
/// <param name="Name">The name that scripts use.</param>
/// <param name="TypeName">The declared type, an alias such as "Int32"; null for any.</param>
/// <param name="IsArray">Whether it is a list of that type.</param>
/// <param name="Default">The value it begins with.</param>
/// <param name="IsInMemory">Whether its value is never stored: it lasts for one burst and is the default again when the instance has waited.</param>
internal sealed record VariableDeclaration(string Id, string Name, string? TypeName, bool IsArray, JsonElement Default, bool IsInMemory);
