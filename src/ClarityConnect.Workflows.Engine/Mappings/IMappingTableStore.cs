namespace ClarityConnect.Workflows.Engine.Mappings;

/// <summary>Where mapping tables are kept. Earlier revisions stay readable and can be restored.</summary>
public interface IMappingTableStore
{
    /// <summary>Finds the newest revision of a table.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<MappingTable?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Finds a revision of a table.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="revision">The revision, from 1.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<MappingTable?> FindAsync(string name, int revision, CancellationToken cancellationToken);

    /// <summary>Lists the newest revisions by name.</summary>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<IReadOnlyList<MappingTable>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Lists the revisions of a table, the newest first, with empty documents.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<IReadOnlyList<MappingTable>> ListRevisionsAsync(string name, CancellationToken cancellationToken);

    /// <summary>Stores a new revision that nobody in particular made, unless the data are the same as the newest one's.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="document">The data, JSON.</param>
    /// <param name="now">The time of the change.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    Task<MappingTable> SaveAsync(string name, string document, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Stores a new revision, unless the data are the same as the newest one's.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="document">The data, JSON.</param>
    /// <param name="changedBy">Who made the change; null where that is not known.</param>
    /// <param name="now">The time of the change.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    Task<MappingTable> SaveAsync(string name, string document, string? changedBy, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Makes the data of an earlier revision the newest revision. Nothing of what came between is lost.</summary>
    /// <param name="name">The table's name.</param>
    /// <param name="revision">The revision to restore.</param>
    /// <param name="changedBy">Who restores it.</param>
    /// <param name="now">The time of the change.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    /// <returns>The newest revision then; null where there is no such revision.</returns>
    Task<MappingTable?> RestoreAsync(string name, int revision, string? changedBy, DateTimeOffset now, CancellationToken cancellationToken);
}
