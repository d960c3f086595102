namespace ClarityConnect.Workflows.Server.Api;

/// <summary>The draft that a copy is.</summary>
internal sealed record CopyAnswer(string DefinitionId, string VersionId, string Name);
