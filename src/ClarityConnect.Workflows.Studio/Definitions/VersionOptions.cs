using System.Globalization;
using ClarityConnect.Workflows.Engine.Definitions;

namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>Elsa's choice of versions: a word or a number.</summary>
internal static class VersionOptions
{
    /// <param name="filter">The filter to narrow.</param>
    /// <param name="options">The word or number; null and empty do not filter.</param>
    /// <exception cref="DefinitionInvalidException">It is neither.</exception>
    public static DefinitionFilter Apply(DefinitionFilter filter, string? options) => options switch
    {
        null or "" or "AllVersions" => filter,
        "Draft" => filter with { IsLatest = true, IsPublished = false },
        "Latest" => filter with { IsLatest = true },
        "Published" => filter with { IsPublished = true },
        "LatestOrPublished" => filter with { IsLatestOrPublished = true },
        "LatestAndPublished" => filter with { IsLatest = true, IsPublished = true },
        _ when int.TryParse(options, NumberStyles.None, CultureInfo.InvariantCulture, out var version) => filter with { Version = version },
        _ => throw new DefinitionInvalidException($"'{options}' is not a choice of versions. Use Latest, Published, LatestOrPublished, Draft, AllVersions or a number."),
    };

    /// <summary>Finds one version of a definition.</summary>
    public static Task<DefinitionVersion?> FindAsync(IDefinitionStore store, string definitionId, string? options, CancellationToken cancellationToken) =>
        store.FindAsync(Apply(new DefinitionFilter { DefinitionIds = [definitionId], OrderBy = "Version", Descending = true }, options), cancellationToken);
}
