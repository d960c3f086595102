using ClarityConnect.Workflows.Engine.Definitions;

namespace ClarityConnect.Workflows.Console.Definitions;

/// <summary>The names of workflows, read once for each page.</summary>
/// <param name="store">Where definitions are.</param>
public sealed class DefinitionNames(IDefinitionStore store)
{
    private IReadOnlyDictionary<string, string>? names;

    /// <summary>All workflows by id, in the order of their names.</summary>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(CancellationToken cancellationToken)
    {
        if (names is not null)
            return names;
        var (items, _) = await store.ListAsync(new DefinitionFilter { IsLatest = true, OrderBy = "Name" }, cancellationToken);
        return names = items.ToDictionary(item => item.DefinitionId, item => item.Name ?? item.DefinitionId, StringComparer.Ordinal);
    }
}
