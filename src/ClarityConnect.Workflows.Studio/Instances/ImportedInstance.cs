namespace ClarityConnect.Workflows.Studio.Instances;

/// <summary>What became of a file that was imported.</summary>
/// <param name="File">Its name, with the archives that it was in.</param>
/// <param name="InstanceId">The instance that is there again; null if the file was refused.</param>
/// <param name="Messages">Why it was refused.</param>
internal sealed record ImportedInstance(string File, string? InstanceId, IReadOnlyList<string> Messages);
