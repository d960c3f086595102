using ClarityConnect.Workflows.Engine.Definitions;

namespace ClarityConnect.Workflows.Studio.Definitions;

/// <summary>The query of a list of definitions; members that are missing or empty do not filter.</summary>
internal sealed record DefinitionQuery(
    string? VersionOptions,
    int? Page,
    int? PageSize,
    string[]? DefinitionIds,
    string[]? Ids,
    string? SearchTerm,
    string? OrderBy,
    string? OrderDirection,
    bool? IsSystem,
    string? Materializer,
    string[]? Label)
{
    /// <summary>Every definition here is one that people made, is JSON, and has no labels.</summary>
    public bool AsksForNothing =>
        IsSystem == true || (Materializer is { Length: > 0 } and not "Json") || Given(Label).Length > 0;

    /// <exception cref="DefinitionInvalidException">The choice of versions is none.</exception>
    public DefinitionFilter ToFilter()
    {
        var size = PageSize is > 0 ? PageSize : null;
        var filter = new DefinitionFilter
        {
            DefinitionIds = Given(DefinitionIds),
            Ids = Given(Ids),
            SearchTerm = string.IsNullOrEmpty(SearchTerm) ? null : SearchTerm,
            OrderBy = OrderBy,
            Descending = string.Equals(OrderDirection, "Descending", StringComparison.OrdinalIgnoreCase),
            Skip = (int)Math.Min(int.MaxValue, Math.Max(0L, Page ?? 0) * (size ?? 0)),
            Take = size,
        };
        return Definitions.VersionOptions.Apply(filter, VersionOptions);
    }

    private static string[] Given(string[]? values) => [.. (values ?? []).Where(value => value.Length > 0)];
}
