using ClarityConnect.Workflows.Engine.Schedules;

namespace ClarityConnect.Workflows.Engine.Definitions;

/// <summary>Where definitions are kept.</summary>
public interface IDefinitionStore
{
    /// <summary>Finds one version with its document.</summary>
    /// <param name="id">The version's id.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<DefinitionVersion?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Finds the first version that the filter gives, with its document.</summary>
    /// <param name="filter">Which version.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<DefinitionVersion?> FindAsync(DefinitionFilter filter, CancellationToken cancellationToken);

    /// <summary>Lists versions without their documents, and counts all that the filter gives.</summary>
    /// <param name="filter">Which versions.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<(IReadOnlyList<DefinitionVersion> Items, int TotalCount)> ListAsync(DefinitionFilter filter, CancellationToken cancellationToken);

    /// <summary>
    /// Stores a version, new or changed. If it is the latest, the others of its definition are not any longer; if it is published, the
    /// version that was published is not any longer, and triggers and schedules of the definition are replaced: all in one transaction.
    /// </summary>
    /// <param name="version">The version with its document.</param>
    /// <param name="triggers">The events that start it; used only if it is published.</param>
    /// <param name="schedules">
    /// Its schedules; used only if it is published. A schedule that existed for the same activity keeps its cursor, and its next due time
    /// unless the timing changed.
    /// </param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    Task SaveAsync(
        DefinitionVersion version,
        IReadOnlyList<TriggerRow> triggers,
        IReadOnlyList<ScheduleRow> schedules,
        CancellationToken cancellationToken);

    /// <summary>Unpublishes a definition: its triggers and schedules go.</summary>
    /// <param name="definitionId">The definition.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>Whether a version was published.</returns>
    Task<bool> RetractAsync(string definitionId, CancellationToken cancellationToken);

    /// <summary>Deletes a definition with its triggers and schedules. Versions that have instances stay readable by id but are in no list.</summary>
    /// <param name="definitionId">The definition.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>Whether there was such a definition.</returns>
    Task<bool> DeleteAsync(string definitionId, CancellationToken cancellationToken);

    /// <summary>All triggers of published versions.</summary>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<IReadOnlyList<TriggerRow>> ListTriggersAsync(CancellationToken cancellationToken);
}
