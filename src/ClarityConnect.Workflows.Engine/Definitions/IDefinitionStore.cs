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

    /// <summary>Lists versions, without their documents unless the filter wants them, and counts all that the filter gives.</summary>
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

    /// <summary>As <see cref="SaveAsync"/>, but only if the latest version is still what it was when it was read.</summary>
    /// <param name="latest">The latest version as it was read, with its document; null if the definition was not there.</param>
    /// <param name="version">The version with its document.</param>
    /// <param name="triggers">The events that start it; used only if it is published.</param>
    /// <param name="schedules">Its schedules; used only if it is published.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>Whether it was stored; false if somebody else changed the definition meanwhile.</returns>
    Task<bool> ReplaceAsync(
        DefinitionVersion? latest,
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

    /// <summary>
    /// Deletes one version. If it was the latest, the highest that is left is; if it was published, the definition's triggers and schedules go. If it
    /// has instances, it stays readable by id but is in no list.
    /// </summary>
    /// <param name="id">The version's id.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>Whether there was such a version.</returns>
    Task<bool> DeleteVersionAsync(string id, CancellationToken cancellationToken);

    /// <summary>All triggers of published versions.</summary>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<IReadOnlyList<TriggerRow>> ListTriggersAsync(CancellationToken cancellationToken);
}
