namespace ClarityConnect.Workflows.Engine.Failures;

/// <summary>Another worker holds the instance now: what this one did since its last checkpoint is discarded.</summary>
/// <param name="instanceId">The instance.</param>
public sealed class LeaseLostException(string instanceId)
    : Exception($"The lease on instance '{instanceId}' was lost; another worker goes on from the last checkpoint.")
{
    /// <summary>The instance.</summary>
    public string InstanceId { get; } = instanceId;
}
