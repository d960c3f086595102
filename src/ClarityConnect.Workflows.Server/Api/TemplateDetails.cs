using System.Text.Json.Nodes;
using ClarityConnect.Workflows.Engine.Templates;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>A template with all that is known of it.</summary>
/// <param name="Name">The name that addresses use.</param>
/// <param name="Title">The name that people see.</param>
/// <param name="Description">What it does.</param>
/// <param name="Cadence">How often it runs; null if it does not say.</param>
/// <param name="Readme">Its description for people, in Markdown.</param>
/// <param name="Connections">The connections that it uses.</param>
/// <param name="MappingTables">The mapping tables that it uses or brings.</param>
/// <param name="Cases">What its test cases show.</param>
/// <param name="Definition">The workflow.</param>
internal sealed record TemplateDetails(
    string Name,
    string Title,
    string? Description,
    string? Cadence,
    string Readme,
    IReadOnlyList<TemplateConnection> Connections,
    IReadOnlyList<string> MappingTables,
    IReadOnlyList<string> Cases,
    JsonObject Definition);
