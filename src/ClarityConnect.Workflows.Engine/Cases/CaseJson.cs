using System.Text.Json;
using System.Text.Json.Serialization;
using ClarityConnect.Workflows.Sdk.Values;

namespace ClarityConnect.Workflows.Engine.Cases;

/// <summary>How cases are written as JSON.</summary>
public static class CaseJson
{
    /// <summary>Indented, enumerations by name, without what is null.</summary>
    public static JsonSerializerOptions Options { get; } = new(WorkflowJson.Options)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };
}
