namespace ClarityConnect.Workflows.Server.Api;

/// <summary>A sentence that holds for several instances.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Count">For how many.</param>
/// <param name="InstanceIds">For which.</param>
internal sealed record UpgradeRemark(string Text, int Count, IReadOnlyList<string> InstanceIds);
