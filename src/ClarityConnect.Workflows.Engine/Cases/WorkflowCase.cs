using System.Text.Json;

namespace ClarityConnect.Workflows.Engine.Cases;

/// <summary>
/// A test case of a workflow: what starts it, what the outside world answers, and what is expected to come of it. Cases of a template are JSON files in
/// its <c>cases</c> folder.
/// </summary>
public sealed record WorkflowCase
{
    /// <summary>What the case shows, in one line.</summary>
    public required string Name { get; init; }

    /// <summary>The moment at which the case begins; its clock stands still between steps.</summary>
    /// <value>Default 2026-01-15T12:00:00Z.</value>
    public DateTimeOffset Now { get; init; } = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    /// <summary>What starts the workflow.</summary>
    public CaseStart Start { get; init; } = new();

    /// <summary>What the outside world answers, in the order in which each activity asks.</summary>
    public IReadOnlyList<CaseAnswer> Answers { get; init; } = [];

    /// <summary>Which vendors' simulators play and how, one member for each vendor; null for none. Who runs the case knows them.</summary>
    public JsonElement? Simulators { get; init; }

    /// <summary>What happens while the workflow waits.</summary>
    public IReadOnlyList<CaseStep> Steps { get; init; } = [];

    /// <summary>What is expected.</summary>
    public CaseExpectation Expect { get; init; } = new();
}
