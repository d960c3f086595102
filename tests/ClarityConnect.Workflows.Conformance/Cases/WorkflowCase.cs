namespace ClarityConnect.Workflows.Conformance.Cases;

/// <summary>One row of a <c>cases.tsv</c>: definitions, what to do with them, and what must come of it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Files">The definitions to import and publish, in this order, with full paths.</param>
/// <param name="Definition">The definition to start.</param>
/// <param name="Input">The workflow's inputs as JSON.</param>
/// <param name="HowStarted">What to do, in words.</param>
/// <param name="Expected">What must come of it, in words.</param>
internal sealed record WorkflowCase(string Id, IReadOnlyList<string> Files, string Definition, string Input, string HowStarted, string Expected);
