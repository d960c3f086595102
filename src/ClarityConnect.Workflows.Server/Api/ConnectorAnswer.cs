using ClarityConnect.Workflows.Engine.Plugins;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>What became of a description of an API.</summary>
/// <param name="Plugin">The plugin as it is now.</param>
/// <param name="Remarks">What a person should know of it.</param>
internal sealed record ConnectorAnswer(PluginView Plugin, IReadOnlyList<string> Remarks);
