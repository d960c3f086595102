using ClarityConnect.Workflows.Engine.Scripting;

namespace ClarityConnect.Workflows.Engine.Definitions;

/// <summary>A script of a definition and where it stands.</summary>
/// <param name="Script">The script.</param>
/// <param name="Activity">The activity that has it.</param>
/// <param name="Input">The input that has it.</param>
internal sealed record CompiledScript(Script Script, CompiledActivity Activity, string Input);
