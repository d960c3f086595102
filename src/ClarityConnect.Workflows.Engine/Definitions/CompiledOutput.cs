namespace ClarityConnect.Workflows.Engine.Definitions;

/// <summary>Where an output goes besides <c>getOutputFrom</c>.</summary>
/// <param name="Name">The output's name.</param>
/// <param name="Target">The id of a variable, or the name of a workflow output.</param>
internal sealed record CompiledOutput(string Name, string Target);
