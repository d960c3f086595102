using ClarityConnect.Workflows.Engine.Templates;

namespace ClarityConnect.Workflows.Server.Api;

/// <summary>A template in a list.</summary>
/// <param name="Name">The name that addresses use.</param>
/// <param name="Title">The name that people see.</param>
/// <param name="Description">What it does.</param>
/// <param name="Cadence">How often it runs; null if it does not say.</param>
/// <param name="Systems">The names of the connection types that it uses.</param>
internal sealed record TemplateView(string Name, string Title, string? Description, string? Cadence, IReadOnlyList<string> Systems)
{
    public static TemplateView Of(WorkflowTemplate template, IReadOnlyList<TemplateConnection> connections) => new(
        template.Name, template.Title, template.Description, template.Cadence, [.. connections.Select(connection => connection.TypeName).Distinct()]);
}
