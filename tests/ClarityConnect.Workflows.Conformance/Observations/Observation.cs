namespace ClarityConnect.Workflows.Conformance.Observations;

/// <summary>What a case has come to.</summary>
/// <param name="Instances">All instances of its definitions since it began, oldest first.</param>
/// <param name="Main">The one that the case is about; null while there is none.</param>
/// <param name="Response">The answer to its last HTTP request.</param>
internal sealed record Observation(IReadOnlyList<Instance> Instances, Instance? Main, (int Status, string Body)? Response)
{
    public IEnumerable<Instance> Children => Instances.Where(instance => instance.ParentId is not null && instance.ParentId == Main?.Id);

    /// <summary>All executions in the order in which they began.</summary>
    public IEnumerable<Execution> Executions => Instances.SelectMany(instance => instance.Executions).OrderBy(execution => execution.StartedAt);

    /// <summary>The texts of all WriteLine executions in order.</summary>
    public IReadOnlyList<string> Lines => [.. Executions.Where(execution => execution is { Type: "Elsa.WriteLine", Status: "Completed" }).Select(execution => execution.Text ?? "")];

    public bool IsAtRest => Instances.All(instance => instance.IsAtRest);

    /// <summary>Changes whenever anything happened.</summary>
    public string Fingerprint => string.Join('|', Instances.Select(instance => $"{instance.Id} {instance.Text("updatedAt")} {instance.Executions.Count}"));
}
