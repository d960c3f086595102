using ClarityConnect.Workflows.Engine.Definitions;

namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>What became of the workflows that use another one when that had a new version.</summary>
internal sealed class UpdatedConsumers
{
    private readonly List<DefinitionVersion> versions = [];
    private readonly List<string> refusals = [];

    /// <summary>The versions that use the new one now.</summary>
    public IReadOnlyList<DefinitionVersion> Versions => versions;

    /// <summary>Why others still use the old one.</summary>
    public IReadOnlyList<string> Refusals => refusals;

    public void Add(DefinitionVersion version) => versions.Add(version);

    public void Add(UpdatedConsumers others)
    {
        versions.AddRange(others.versions);
        refusals.AddRange(others.refusals);
    }

    public void Refuse(string reason) => refusals.Add(reason);
}
