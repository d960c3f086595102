namespace ClarityConnect.Workflows.Engine.Queue;

/// <summary>An instance that a broker is to be told of.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="WorkItemId">The oldest of its due work items.</param>
public sealed record RelayedInstance(string InstanceId, string WorkItemId);
