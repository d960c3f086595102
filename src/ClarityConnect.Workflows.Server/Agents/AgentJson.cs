using System.Text.Json;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Server.Agents;

/// <summary>How server and agent write to each other.</summary>
internal static class AgentJson
{
    public static JsonSerializerOptions Options => WorkflowJson.Options;
}
