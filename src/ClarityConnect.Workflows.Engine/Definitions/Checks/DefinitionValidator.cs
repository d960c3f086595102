using ClarityConnect.Workflows.Engine.Scripting;

namespace ClarityConnect.Workflows.Engine.Definitions.Checks;

/// <summary>Checks definitions before they run: what is drawn, the scripts, and what they refer to.</summary>
/// <param name="compiler">Compiles them.</param>
/// <param name="planner">Asks their triggers.</param>
/// <param name="scripts">Parses their scripts.</param>
/// <param name="definitions">Where definitions are.</param>
/// <param name="references">Looks up what they refer to.</param>
public sealed class DefinitionValidator(
    DefinitionCompiler compiler,
    TriggerPlanner planner,
    ScriptRunnerPool scripts,
    IDefinitionStore definitions,
    ReferenceChecks references)
{
    /// <summary>Checks a definition that need not be stored.</summary>
    /// <param name="document">The definition.</param>
    /// <param name="cancellationToken">Cancels the checks.</param>
    /// <returns>What was found, errors first; empty if there is nothing to say.</returns>
    public async Task<IReadOnlyList<DefinitionFinding>> CheckAsync(DefinitionDocument document, CancellationToken cancellationToken)
    {
        var id = document.DefinitionId ?? document.Name ?? "unnamed";
        var version = new DefinitionVersion
        {
            Id = document.Id ?? id, DefinitionId = id, Version = document.Version, Name = document.Name ?? id, IsLatest = true, IsPublished = false,
            CreatedAt = default, Document = document.ToJson(),
        };
        try
        {
            return (await CheckAsync(await compiler.CompileAsync(version, cancellationToken), cancellationToken)).Findings;
        }
        catch (DefinitionInvalidException exception)
        {
            return exception.Findings.Count > 0
                ? [.. exception.Findings.Select(finding => finding with { DefinitionId = id })]
                : [.. exception.Problems.Select(problem => new DefinitionFinding(FindingSeverity.Error, FindingCodes.UnusualDocument, problem, "") { DefinitionId = id, DefinitionName = version.Name })];
        }
    }

    /// <summary>What can be said of the drawing alone, without scripts and stores.</summary>
    internal static IReadOnlyList<DefinitionFinding> CheckDrawing(CompiledWorkflow workflow) =>
        Finish(workflow, [.. Drawing(workflow)]);

    internal async Task<DefinitionCheck> CheckAsync(CompiledWorkflow workflow, CancellationToken cancellationToken)
    {
        List<DefinitionFinding> findings = [.. Drawing(workflow), .. await ScriptChecks.FindAsync(workflow, scripts, cancellationToken)];
        var unfit = findings.Where(finding => finding.Severity == FindingSeverity.Error).Select(finding => finding.ActivityId ?? "").ToHashSet();
        var plan = await planner.PlanAsync(workflow, unfit, cancellationToken);
        findings.AddRange(plan.Findings);
        findings.AddRange(await TriggerCollisions.FindAsync(workflow, plan.Triggers, definitions, cancellationToken));
        findings.AddRange(await references.FindAsync(workflow, cancellationToken));
        return new DefinitionCheck(Finish(workflow, findings), plan);
    }

    private static IEnumerable<DefinitionFinding> Drawing(CompiledWorkflow workflow) =>
    [
        .. workflow.Findings,
        .. RequiredInputs.Find(workflow),
        .. UnknownVariables.Find(workflow),
        .. FlowchartView.AllOf(workflow).SelectMany(flowchart => (IEnumerable<DefinitionFinding>)
        [
            .. UnreachableActivities.Find(flowchart),
            .. BackConnections.Find(flowchart),
            .. Joins.Find(flowchart),
            .. UnconnectedOutcomes.Find(flowchart),
        ]),
    ];

    /// <summary>Warnings about activities of workflows that this one uses are told where those are drawn.</summary>
    private static List<DefinitionFinding> Finish(CompiledWorkflow workflow, List<DefinitionFinding> findings) =>
        [.. findings
            .Where(finding => finding.Severity == FindingSeverity.Error || finding.ActivityId is null || workflow.Find(finding.ActivityId) is not { IsEmbedded: true })
            .Select(finding => finding with { DefinitionId = workflow.DefinitionId, DefinitionName = workflow.DisplayName })
            .Distinct()
            .OrderBy(finding => finding.Severity)];
}
