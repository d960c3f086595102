using ClarityConnect.Workflows.Engine.Definitions;

namespace ClarityConnect.Workflows.Engine.Templates;

/// <summary>A ready-made workflow that people start from.</summary>
/// <param name="Name">The name of its folder, which addresses use.</param>
/// <param name="Document">The workflow.</param>
/// <param name="Readme">Its description for people, in Markdown; empty if there is none.</param>
/// <param name="Tables">The mapping tables that come with it.</param>
/// <param name="Cases">What its test cases show, one line each.</param>
public sealed record WorkflowTemplate(
    string Name, DefinitionDocument Document, string Readme, IReadOnlyList<TemplateTable> Tables, IReadOnlyList<string> Cases)
{
    /// <summary>The name that people see.</summary>
    public string Title => Document.Name ?? Name;

    /// <summary>What it does, in a sentence or two; null if it does not say.</summary>
    public string? Description => Document.Description;

    /// <summary>How often it runs, as the readme says under the heading "Cadence"; null if it does not say.</summary>
    public string? Cadence { get; } = TemplateReadme.SectionOf(Readme, "Cadence");
}
