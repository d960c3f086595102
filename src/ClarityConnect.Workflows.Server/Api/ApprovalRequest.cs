namespace ClarityConnect.Workflows.Server.Api;

/// <summary>The decision of an approval.</summary>
/// <param name="Approved">Whether it is approved; required.</param>
/// <param name="Comment">What the workflow and its readers should know; null for nothing.</param>
internal sealed record ApprovalRequest(bool? Approved, string? Comment);
