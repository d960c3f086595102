namespace ClarityConnect.Workflows.Connectors.Intacct.Projects;

/// <summary>A project as it stands in Intacct.</summary>
/// <param name="ProjectId">The id that lines name.</param>
/// <param name="Name">The name.</param>
/// <param name="IsActive">Whether it is in use.</param>
/// <param name="AlreadyThere">Whether it was there before, so that nothing was made now.</param>
public sealed record LedgerProject(string ProjectId, string Name, bool IsActive, bool AlreadyThere);
