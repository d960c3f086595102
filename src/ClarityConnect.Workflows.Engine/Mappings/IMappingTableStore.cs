namespace ClarityConnect.Workflows.Engine.Mappings;

/// <summary>Where mapping tables are kept. Earlier revisions stay readable.</summary>
public interface IMappingTableStore
{
    /// <summary>Finds the newest revision of a table.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<MappingTable?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Lists the newest revisions by name.</summary>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<IReadOnlyList<MappingTable>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Stores a new revision, unless the data are the same as the newest one's.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="document">The data, JSON.</param>
    /// <param name="now">The time of the change.</param>
    /// <param name="cancellationToken">Cancels the transaction.</param>
    Task<MappingTable> SaveAsync(string name, string document, DateTimeOffset now, CancellationToken cancellationToken);
}
