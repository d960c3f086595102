namespace ClarityConnect.Workflows.Server.Api;

/// <summary>Which instance goes on.</summary>
/// <param name="InstanceId">The same instance, or the new one of a restart.</param>
internal sealed record RedriveAnswer(string InstanceId);
