using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Definitions;

namespace ClarityConnect.Workflows.Studio.Descriptors;

/// <summary>A workflow version that other workflows may use as an activity.</summary>
/// <param name="TypeName">Its activity type.</param>
/// <param name="Version">The version without its document.</param>
/// <param name="Document">The definition.</param>
internal sealed record UsableWorkflow(string TypeName, DefinitionVersion Version, JsonObject Document);
